package dev.remora.config;

import java.util.List;
import java.util.Locale;

/**
 * A setting that has run into the value of another, since a line's end or a quote is missing. What
 * is shown of an option file must not have it: it may be the password, whose key may be misspelt.
 */
final class StraySetting {
  // Parts that are left of "password", "passwd", "pwd" and their like by most slips of a finger.
  private static final List<String> OF_PASSWORD = List.of("pas", "pss", "pw", "sword");

  private StraySetting() {}

  /** Whether there is one in a value of one line. */
  static boolean isIn(String value) {
    for (int at = separator(value, 0); at >= 0; at = separator(value, at + 1)) {
      String before = Blanks.strip(value.substring(0, at));
      if (hasBlank(before) || isKeyOfPassword(before, value.charAt(at))) {
        return true;
      }
    }
    return false;
  }

  /** Where key and value part, from an index on; -1 if they do not. */
  static int separator(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      if (line.charAt(i) == '=' || line.charAt(i) == ':') {
        return i;
      }
    }
    return -1;
  }

  /** A key needs no blank before it: templates trim them, and the line's end with them. */
  private static boolean isKeyOfPassword(String before, char separator) {
    if (before.contains("password")) {
      return true;
    }
    // A colon is also in the sockets of clouds, whose names may be anything.
    String word = lastWord(before).toLowerCase(Locale.ROOT);
    for (String part : OF_PASSWORD) {
      if (separator == '=' && word.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static String lastWord(String text) {
    int start = text.length();
    while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start);
  }

  private static boolean hasBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ') {
        return true;
      }
    }
    return false;
  }
}
