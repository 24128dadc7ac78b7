package dev.remora.acceptance;

import java.util.regex.Pattern;

/**
 * A difference from the reference that is meant to be.
 *
 * @param differences a regular expression of what {@link Parity} calls them
 * @param reason the number of the oddity and what is better
 */
record Deviation(String differences, String reason) {
  boolean explains(String difference) {
    return Pattern.compile(differences, Pattern.DOTALL).matcher(difference).matches();
  }
}
