package dev.remora.metric;

import java.util.Locale;

/** The classic grammar of metric and label names, which every Prometheus understands. */
public final class Names {
  private Names() {}

  /** Whether the text is a metric name: a letter, {@code _} or {@code :}, then also digits. */
  public static boolean isMetricName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isWordCharacter(c) && c != ':') {
        return false;
      }
    }
    return startsWell(text);
  }

  /** Whether the text is a label name: a letter or {@code _}, then also digits. */
  public static boolean isLabelName(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isWordCharacter(text.charAt(i))) {
        return false;
      }
    }
    return startsWell(text);
  }

  /**
   * The text in lower case, with each character (code point) outside {@code [A-Za-z0-9_]} as one
   * {@code _}: how server variables become part of a metric name.
   */
  public static String sanitised(String text) {
    // Nothing but ASCII letters is left to change.
    return escaped(text).toLowerCase(Locale.ROOT);
  }

  /** The text with each character (code point) outside {@code [A-Za-z0-9_]} as one {@code _}. */
  public static String escaped(String text) {
    StringBuilder name = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isWordCharacter(c)) {
        name.append(c);
      } else {
        name.append('_');
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        }
      }
    }
    return name.toString();
  }

  private static boolean startsWell(String text) {
    return !text.isEmpty() && (text.charAt(0) < '0' || text.charAt(0) > '9');
  }

  private static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
