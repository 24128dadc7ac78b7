package dev.remora.acceptance;

import java.math.BigDecimal;

/** How the reference writes a number: the shortest decimal that reads back as the same double. */
final class CanonicalNumber {
  private static final int SMALLEST_PLAIN = -4;
  private static final int FIRST_SCIENTIFIC = 6;

  private CanonicalNumber() {}

  static String text(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return "0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int digits = decimal.precision();
    int exponent = digits - decimal.scale() - 1;
    if (exponent >= SMALLEST_PLAIN && exponent < FIRST_SCIENTIFIC) {
      return decimal.toPlainString();
    }
    String unscaled = decimal.unscaledValue().abs().toString();
    String fraction = digits > 1 ? "." + unscaled.substring(1) : "";
    return "%s%s%se%s%02d"
        .formatted(
            number < 0 ? "-" : "",
            unscaled.charAt(0),
            fraction,
            exponent < 0 ? "-" : "+",
            Math.abs(exponent));
  }
}
