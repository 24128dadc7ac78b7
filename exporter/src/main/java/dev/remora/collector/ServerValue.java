package dev.remora.collector;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Reads the texts in which servers give variables and states as numbers, where they are numbers.
 */
public final class ServerValue {
  private static final String MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec";
  private static final int DATE_TIME_LENGTH = "2024-03-01 12:34:56".length();

  private static final int LONGEST_STATE = "disconnected".length();
  private static final String STATES_BEGIN = "yopndcYOPNDC";

  private ServerValue() {}

  /**
   * The number that a text stands for: a state such as {@code ON} or {@code Connecting} as 1 or 0,
   * a date in UTC as Unix seconds, or a floating-point literal; empty if it stands for none.
   */
  public static OptionalDouble parse(String text) {
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    char first = text.charAt(0);
    if (isDigit(first)) {
      // Most values are counts: they need no other test.
      OptionalDouble count = shortCount(text);
      if (count.isPresent()) {
        return count;
      }
    }
    return switch (text) {
      // The usual spellings; whatever else needs more looking at.
      case "ON", "YES", "Yes" -> OptionalDouble.of(1);
      case "OFF", "NO", "No" -> OptionalDouble.of(0);
      default -> mayBeState(text) ? stateOrNumber(text) : dateOrNumber(text);
    };
  }

  private static boolean mayBeState(String text) {
    return text.length() <= LONGEST_STATE && STATES_BEGIN.indexOf(text.charAt(0)) >= 0;
  }

  private static OptionalDouble stateOrNumber(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "yes", "on", "primary" -> OptionalDouble.of(1);
      case "no", "off", "disabled", "connecting", "non-primary", "disconnected" ->
          OptionalDouble.of(0);
      default -> dateOrNumber(text);
    };
  }

  private static OptionalDouble shortCount(String text) {
    if (text.length() > 15) {
      return OptionalDouble.empty();
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return OptionalDouble.empty();
      }
      value = value * 10 + (c - '0');
    }
    return OptionalDouble.of((double) value);
  }

  private static OptionalDouble dateOrNumber(String text) {
    OptionalDouble date = certificateDate(text);
    if (date.isPresent()) {
      return date;
    }
    OptionalDouble dateTime = dateTime(text);
    return dateTime.isPresent() ? dateTime : GoFloat.parse(lastLineIfNumeric(text));
  }

  /** Of a text of several lines that ends in a fraction, the reference reads the last line. */
  private static String lastLineIfNumeric(String text) {
    int newline = text.lastIndexOf('\n');
    if (newline < 0) {
      return text;
    }
    String line = text.substring(newline + 1);
    int dot = line.lastIndexOf('.');
    boolean fraction = dot > 0 && dot < line.length() - 1;
    for (int i = dot + 1; fraction && i < line.length(); i++) {
      fraction = isDigit(line.charAt(i));
    }
    return fraction ? line : text;
  }

  /** {@code 2024-03-01 12:34:56}, with an optional fraction that is cut off. */
  private static OptionalDouble dateTime(String text) {
    if (text.length() < DATE_TIME_LENGTH
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != ' '
        || !isFraction(text, DATE_TIME_LENGTH)) {
      return OptionalDouble.empty();
    }
    return seconds(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10), text, 11);
  }

  /** {@code Feb 16 08:26:01 2032 GMT}, as OpenSSL prints the dates of a certificate. */
  private static OptionalDouble certificateDate(String text) {
    int month = text.length() < 4 || text.charAt(3) != ' ' ? -1 : month(text);
    if (month < 0) {
      return OptionalDouble.empty();
    }
    int at = 4;
    if (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    int dayEnd = text.indexOf(' ', at);
    int zone = text.lastIndexOf(' ');
    int year = zone - 4;
    if (dayEnd < 0
        || dayEnd - at > 2
        || year - 1 <= dayEnd
        || text.charAt(year - 1) != ' '
        || !isZone(text, zone + 1)) {
      return OptionalDouble.empty();
    }
    int timeEnd = dayEnd + 1 + "08:26:01".length();
    if (timeEnd > year - 1 || !isFraction(text.substring(0, year - 1), timeEnd)) {
      return OptionalDouble.empty();
    }
    return seconds(digits(text, year, zone), month, digits(text, at, dayEnd), text, dayEnd + 1);
  }

  private static int month(String text) {
    int at = MONTHS.indexOf(text.substring(0, 3).toLowerCase(Locale.ROOT));
    return at < 0 || at % 4 != 0 ? -1 : at / 4 + 1;
  }

  private static boolean isZone(String text, int from) {
    int length = text.length() - from;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
        return false;
      }
    }
    return length >= 3 && length <= 5;
  }

  private static boolean isFraction(String text, int from) {
    if (from == text.length()) {
      return true;
    }
    char mark = text.charAt(from);
    return (mark == '.' || mark == ',')
        && from + 1 < text.length()
        && digits(text, from + 1, text.length()) >= 0;
  }

  private static OptionalDouble seconds(int year, int month, int day, String text, int time) {
    int hour = digits(text, time, time + 2);
    int minute = digits(text, time + 3, time + 5);
    int second = digits(text, time + 6, time + 8);
    boolean wellFormed =
        year >= 0
            && month >= 1
            && day >= 1
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60
            && text.charAt(time + 2) == ':'
            && text.charAt(time + 5) == ':';
    if (!wellFormed) {
      return OptionalDouble.empty();
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      return OptionalDouble.of((double) (days * 86_400 + hour * 3_600L + minute * 60L + second));
    } catch (DateTimeException e) {
      // 30 February and its like.
      return OptionalDouble.empty();
    }
  }

  /** The number that the characters spell, or -1 if one of them is no digit. */
  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      // A long fraction overflows; only its being digits counts.
      value = (value * 10 + (c - '0')) & Integer.MAX_VALUE;
    }
    return from < to ? value : -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
