package dev.remora.mysql;

/**
 * A text that no log, page or error may show. Its text form hides it.
 *
 * @param value the text itself, for the driver alone
 */
public record Secret(String value) {
  /** No password. */
  public static final Secret NONE = new Secret("");

  @Override
  public String toString() {
    return value.isEmpty() ? "(none)" : "(secret)";
  }
}
