package dev.remora.acceptance;

import java.util.regex.Pattern;

/** Series that may be off by a little, by a regular expression of them, and why. */
record Allowance(Pattern series, double tolerance, String reason) {
  Allowance(String series, double tolerance, String reason) {
    this(Pattern.compile(series), tolerance, reason);
  }
}
