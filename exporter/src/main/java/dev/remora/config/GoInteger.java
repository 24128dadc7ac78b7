package dev.remora.config;

import java.util.OptionalInt;

/**
 * Whole numbers as Go reads them where it is told no base: {@code 0x1F}, {@code 0o17}, {@code 017}
 * and {@code 0b11} beside decimal ones, with {@code _} between digits.
 */
final class GoInteger {
  private GoInteger() {}

  /** The number; empty if the text is none, or too large. */
  static OptionalInt parse(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String sign = text.startsWith("-") ? "-" : "";
    String magnitude = text.substring(signed ? 1 : 0);
    String prefix = prefix(magnitude);
    String digits = magnitude.substring(prefix.length());
    // An underscore may follow the prefix, too, as if that were a digit.
    boolean misplaced =
        digits.endsWith("_") || digits.contains("__") || (prefix + digits).startsWith("_");
    String number = digits.replace("_", "");
    if (misplaced || number.isEmpty() || !Character.isLetterOrDigit(number.charAt(0))) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(sign + number, base(prefix)));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private static String prefix(String magnitude) {
    if (magnitude.length() < 2 || magnitude.charAt(0) != '0') {
      return "";
    }
    boolean named = "xXoObB".indexOf(magnitude.charAt(1)) >= 0;
    return magnitude.substring(0, named ? 2 : 1);
  }

  private static int base(String prefix) {
    return switch (prefix) {
      case "" -> 10;
      case "0x", "0X" -> 16;
      case "0b", "0B" -> 2;
      default -> 8;
    };
  }
}
