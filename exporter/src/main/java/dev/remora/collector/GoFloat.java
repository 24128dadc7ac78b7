package dev.remora.collector;

import java.util.Locale;
import java.util.OptionalDouble;

/** Floating-point literals in the grammar of Go, which decides what the reference serves. */
public final class GoFloat {
  private GoFloat() {}

  /** The number, rounded to the nearest double; empty if it is none or too large for a double. */
  public static OptionalDouble parse(String text) {
    if (text.isEmpty() || "0123456789+-.iInN".indexOf(text.charAt(0)) < 0) {
      return OptionalDouble.empty();
    }
    int start = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
    String magnitude = text.substring(start).toLowerCase(Locale.ROOT);
    double sign = start == 1 && text.charAt(0) == '-' ? -1 : 1;
    return switch (magnitude) {
      case "inf", "infinity" -> OptionalDouble.of(sign * Double.POSITIVE_INFINITY);
      case "nan" -> OptionalDouble.of(Double.NaN);
      default -> finite(magnitude, sign);
    };
  }

  private static OptionalDouble finite(String magnitude, double sign) {
    boolean hex = magnitude.startsWith("0x");
    if (!isLiteral(magnitude, hex)) {
      return OptionalDouble.empty();
    }
    double value = Double.parseDouble(magnitude.replace("_", ""));
    return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(sign * value);
  }

  /** Digits with an optional point, then an exponent: optional in decimal, due in hexadecimal. */
  private static boolean isLiteral(String text, boolean hex) {
    int at = hex ? 2 : 0;
    int digits = 0;
    boolean point = false;
    // An underscore stands between digits, or between the hexadecimal prefix and a digit.
    boolean mayPart = hex;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (isDigit(c, hex)) {
        digits++;
        mayPart = true;
      } else if (c == '_') {
        if (!mayPart || at + 1 == text.length() || !isDigit(text.charAt(at + 1), hex)) {
          return false;
        }
        mayPart = false;
      } else if (c == '.' && !point) {
        point = true;
        mayPart = false;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return false;
    }
    if (at == text.length()) {
      return !hex;
    }
    return text.charAt(at) == (hex ? 'p' : 'e') && isExponent(text, at + 1);
  }

  private static boolean isExponent(String text, int from) {
    int at = from;
    if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      at++;
    }
    if (at == text.length()) {
      return false;
    }
    boolean mayPart = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '_') {
        if (!mayPart || at + 1 == text.length()) {
          return false;
        }
        mayPart = false;
      } else if (isDigit(c, false)) {
        mayPart = true;
      } else {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c, boolean hex) {
    return (c >= '0' && c <= '9') || (hex && c >= 'a' && c <= 'f');
  }
}
