package dev.remora.mysql;

/** Numbers as servers write them. */
final class Decimal {
  // So many digits always fit a long, from which the nearest double is one step away.
  private static final int LONGEST_WHOLE = 18;

  private Decimal() {}

  /** The number, NaN if the text is not a decimal number. */
  static double parse(String text) {
    if (text.isEmpty()) {
      return Double.NaN;
    }
    if (text.length() <= LONGEST_WHOLE) {
      long whole = 0;
      int at = 0;
      while (at < text.length() && isDigit(text.charAt(at))) {
        whole = 10 * whole + (text.charAt(at++) - '0');
      }
      if (at == text.length()) {
        return whole;
      }
    }
    // Java reads its own suffixes and words as numbers, none of which a server means.
    if (!isDigit(text.charAt(text.length() - 1))) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
