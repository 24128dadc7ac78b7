package dev.remora.mysql;

/**
 * A text that no log, page or error may show. Its text form hides it.
 *
 * @param value the text itself, for the driver alone
 */
public record Secret(String value) {
  /** No password. */
  public static final Secret NONE = new Secret("");

  /** Whether a user and a password are in a text, as it seems: an {@code @} behind a colon. */
  public static boolean isIn(String text) {
    int colon = text.indexOf(':');
    return colon >= 0 && text.indexOf('@', colon) >= 0;
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "(none)" : "(secret)";
  }
}
