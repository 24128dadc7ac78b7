package dev.remora.config;

/**
 * A value that is in force, and where it was said.
 *
 * @param name the flag or key
 * @param value the value for people; of a secret only that there is one
 * @param from the flag, the file and line, the variable, or that it is the default
 */
public record Origin(String name, String value, String from) {
  /** Hides a password that stands where none belongs. */
  public Origin {
    value = Shown.of(value);
  }

  static final String DEFAULT = "default";

  /** Whether it is a flag that nobody gave. */
  public boolean isDefaultFlag() {
    return name.startsWith("--") && from.equals(DEFAULT);
  }
}
