package dev.remora.exposition;

import java.io.IOException;

/**
 * Numbers as Prometheus' own tools print them: the shortest decimal that reads back to the same
 * double, plain from 1e-4 to below 1e6, else with an exponent of at least two digits.
 */
final class NumberFormat {
  private static final int LONGEST = 32;
  private static final int FIRST_EXPONENT_WRITTEN = 6;
  private static final int LAST_EXPONENT_PLAIN = -4;
  private static final double WHOLE_BELOW = 1e6;
  private static final double EXACT_INTEGERS_BELOW = 1L << 53;

  private NumberFormat() {}

  static void write(double value, ByteWriter out) throws IOException {
    long integer = (long) value;
    if (integer == value && Math.abs(value) < EXACT_INTEGERS_BELOW) {
      writeInteger(integer, out);
    } else if (Double.isNaN(value)) {
      out.ascii("NaN");
    } else if (Double.isInfinite(value)) {
      out.ascii(value > 0 ? "+Inf" : "-Inf");
    } else {
      writeFraction(value, out);
    }
  }

  /** As above, but a number that would have neither point nor exponent ends in {@code .0}. */
  static void writeCanonical(double value, ByteWriter out) throws IOException {
    write(value, out);
    if (value == (long) value && Math.abs(value) < WHOLE_BELOW) {
      out.ascii(".0");
    }
  }

  /** Negative zero comes here as zero: the reference, too, writes both as {@code 0}. */
  private static void writeInteger(long integer, ByteWriter out) throws IOException {
    byte[] buffer = out.reserve(LONGEST);
    int at = out.length();
    if (integer < 0) {
      buffer[at++] = '-';
    }
    long rest = Math.abs(integer);
    int digits = 1;
    for (long limit = 10; digits < 19 && rest >= limit; limit *= 10) {
      digits++;
    }
    if (digits > FIRST_EXPONENT_WRITTEN) {
      int significant = digits;
      while (rest % 10 == 0) {
        rest /= 10;
        significant--;
      }
      at = scientific(rest, significant, digits - 1, buffer, at);
    } else {
      at = decimal(rest, digits, buffer, at);
    }
    out.advance(at);
  }

  private static void writeFraction(double value, ByteWriter out) throws IOException {
    byte[] buffer = out.reserve(LONGEST);
    int at = out.length();
    if (value < 0) {
      buffer[at++] = '-';
    }
    double magnitude = Math.abs(value);
    String text = Double.toString(magnitude);
    int mark = text.indexOf('E');
    int exponent = mark < 0 ? 0 : Integer.parseInt(text, mark + 1, text.length(), 10);
    int end = mark < 0 ? text.length() : mark;
    long digits = 0;
    int count = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        // The digits before the point: 12.5 is 1.25 with exponent 1.
        exponent += i - 1;
      } else {
        // Leading zeros of 0.00123 move the exponent instead of being digits.
        if (digits == 0 && c == '0') {
          exponent--;
          continue;
        }
        digits = digits * 10 + (c - '0');
        count++;
      }
    }
    while (digits % 10 == 0) {
      digits /= 10;
      count--;
    }
    if (count == 2 && magnitude < Double.MIN_NORMAL) {
      // Java never prints fewer than two digits, so the smallest doubles need a second look.
      long oneDigit = (digits + 5) / 10;
      if (Double.parseDouble(oneDigit + "e" + exponent) == magnitude) {
        // 9.9e-324 becomes 1e-323.
        exponent += oneDigit == 10 ? 1 : 0;
        digits = oneDigit == 10 ? 1 : oneDigit;
        count = 1;
      }
    }
    if (exponent < LAST_EXPONENT_PLAIN || exponent >= FIRST_EXPONENT_WRITTEN) {
      at = scientific(digits, count, exponent, buffer, at);
    } else {
      at = plain(digits, count, exponent, buffer, at);
    }
    out.advance(at);
  }

  private static int plain(long digits, int count, int exponent, byte[] buffer, int from) {
    int at = from;
    if (exponent < 0) {
      buffer[at++] = '0';
      buffer[at++] = '.';
      for (int i = -1; i > exponent; i--) {
        buffer[at++] = '0';
      }
      return decimal(digits, count, buffer, at);
    }
    // Room for the point: write all digits one place further, then move the integer part back.
    decimal(digits, count, buffer, at + 1);
    int whole = exponent + 1;
    System.arraycopy(buffer, at + 1, buffer, at, whole);
    buffer[at + whole] = '.';
    return at + 1 + count;
  }

  private static int scientific(long digits, int count, int exponent, byte[] buffer, int from) {
    int at = from;
    if (count == 1) {
      buffer[at++] = (byte) ('0' + digits);
    } else {
      decimal(digits, count, buffer, at + 1);
      buffer[at] = buffer[at + 1];
      buffer[at + 1] = '.';
      at += count + 1;
    }
    buffer[at++] = 'e';
    buffer[at++] = (byte) (exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    return decimal(magnitude, magnitude < 100 ? 2 : 3, buffer, at);
  }

  private static int decimal(long value, int count, byte[] buffer, int from) {
    long rest = value;
    for (int i = from + count - 1; i >= from; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return from + count;
  }
}
