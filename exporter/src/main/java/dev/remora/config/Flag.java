package dev.remora.config;

/**
 * A flag of the command line.
 *
 * @param name the name without its dashes
 * @param kind what it takes
 * @param defaultValue what holds when it is not given
 * @param help one sentence for people
 */
public record Flag(String name, Kind kind, String defaultValue, String help) {
  /** What a flag takes. */
  public enum Kind {
    /** Nothing: {@code --name} turns on, {@code --no-name} off. */
    SWITCH,
    /** One value. */
    VALUE,
    /** A value each time it is given. */
    REPEATED
  }

  /** How the flag is written in a list of flags. */
  public String usage() {
    return switch (kind) {
      case SWITCH -> "--[no-]" + name;
      case VALUE, REPEATED -> "--" + name + "=" + (defaultValue.isEmpty() ? "\"\"" : defaultValue);
    };
  }
}
