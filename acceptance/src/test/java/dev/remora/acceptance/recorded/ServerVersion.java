package dev.remora.acceptance.recorded;

import java.util.Locale;

/** A server's version as {@code @@version} gives it. */
record ServerVersion(String text) {
  ServerVersion {
    if (!text.matches("[0-9]+\\.[0-9]+\\S*")) {
      throw new IllegalArgumentException("\"%s\" is no server's version".formatted(text));
    }
  }

  boolean isMariadb() {
    return text.toLowerCase(Locale.ROOT).contains("mariadb");
  }

  /**
   * The version in the greeting: MariaDB 10 puts the version of an old MySQL before its own, which
   * old replicas would not read otherwise; 11 does so no more.
   */
  String inGreeting() {
    return isMariadb() && text.startsWith("10.") ? "5.5.5-" + text : text;
  }
}
