package dev.remora.inject.plan;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An amount of CPU or memory as Kubernetes writes it: {@code 100m}, {@code 1Gi}, {@code 0.5}. */
final class Quantity {
  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("", BigDecimal.ONE),
          Map.entry("n", new BigDecimal("0.000000001")),
          Map.entry("u", new BigDecimal("0.000001")),
          Map.entry("m", new BigDecimal("0.001")),
          Map.entry("k", BigDecimal.TEN.pow(3)),
          Map.entry("M", BigDecimal.TEN.pow(6)),
          Map.entry("G", BigDecimal.TEN.pow(9)),
          Map.entry("T", BigDecimal.TEN.pow(12)),
          Map.entry("P", BigDecimal.TEN.pow(15)),
          Map.entry("E", BigDecimal.TEN.pow(18)),
          Map.entry("Ki", BigDecimal.TWO.pow(10)),
          Map.entry("Mi", BigDecimal.TWO.pow(20)),
          Map.entry("Gi", BigDecimal.TWO.pow(30)),
          Map.entry("Ti", BigDecimal.TWO.pow(40)),
          Map.entry("Pi", BigDecimal.TWO.pow(50)),
          Map.entry("Ei", BigDecimal.TWO.pow(60)));
  private static final int LONGEST = 30;

  private Quantity() {}

  /** The amount, or nothing where none is written. */
  static Optional<BigDecimal> of(@Nullable Object value) {
    String text = value == null ? "" : value.toString().strip();
    int end = text.length();
    while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    BigDecimal unit = UNITS.get(text.substring(end));
    if (unit == null || end == 0 || end > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new BigDecimal(text.substring(0, end)).multiply(unit).stripTrailingZeros());
    } catch (ArithmeticException | NumberFormatException e) {
      // No number, or one of a size that no machine has.
      return Optional.empty();
    }
  }
}
