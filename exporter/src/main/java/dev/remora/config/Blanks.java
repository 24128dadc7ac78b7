package dev.remora.config;

/**
 * The blanks around a text, as Go knows them: unlike Java's, no-break spaces are some, which come
 * with what is copied from a page.
 */
final class Blanks {
  private static final char NEXT_LINE = 0x85;

  private Blanks() {}

  static String strip(String text) {
    int end = text.length();
    while (end > 0 && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return stripLeading(text.substring(0, end));
  }

  static String stripLeading(String text) {
    int start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  private static boolean isBlank(char c) {
    return (c >= '\t' && c <= '\r') || c == NEXT_LINE || Character.isSpaceChar(c);
  }
}
