package dev.remora.exposition;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An oracle for finite numbers other than zero: tries every length from one digit up, on both sides
 * of the exact value, until a decimal reads back. Slow, and shares nothing with what it checks.
 */
final class ShortestDecimal {
  private static final int ENOUGH_DIGITS = 17;
  private static final int FIRST_EXPONENT_WRITTEN = 6;
  private static final int LAST_EXPONENT_PLAIN = -4;

  private ShortestDecimal() {}

  /** The text that Prometheus' tools print. */
  static String text(double value) {
    BigDecimal decimal = of(value);
    String digits = decimal.unscaledValue().abs().toString();
    int exponent = exponent(decimal);
    if (exponent >= LAST_EXPONENT_PLAIN && exponent < FIRST_EXPONENT_WRITTEN) {
      return decimal.toPlainString();
    }
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return "%s%s%se%+03d".formatted(value < 0 ? "-" : "", digits.charAt(0), fraction, exponent);
  }

  /** The power of ten of the first digit. */
  static int exponent(BigDecimal decimal) {
    return decimal.precision() - decimal.scale() - 1;
  }

  /** The shortest decimal that reads back, the nearest of several, the even one of two as near. */
  static BigDecimal of(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits <= ENOUGH_DIGITS; digits++) {
      BigDecimal down = exact.round(new MathContext(digits, RoundingMode.DOWN));
      BigDecimal up = exact.round(new MathContext(digits, RoundingMode.UP));
      BigDecimal best = better(exact, value, down, up);
      if (best != null) {
        return best.stripTrailingZeros();
      }
    }
    throw new AssertionError("17 digits always read back, but not for " + value);
  }

  private static @Nullable BigDecimal better(
      BigDecimal exact, double value, BigDecimal down, BigDecimal up) {
    boolean downReads = down.doubleValue() == value;
    boolean upReads = up.doubleValue() == value;
    if (downReads && upReads) {
      int order = exact.subtract(down).abs().compareTo(up.subtract(exact).abs());
      boolean downIsEven = !down.unscaledValue().testBit(0);
      return order < 0 || (order == 0 && downIsEven) ? down : up;
    }
    if (downReads) {
      return down;
    }
    return upReads ? up : null;
  }
}
