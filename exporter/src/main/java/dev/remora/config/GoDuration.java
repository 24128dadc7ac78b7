package dev.remora.config;

import java.time.Duration;
import java.util.Optional;

/** Durations as Go writes them: {@code 30s}, {@code 0.5m}, {@code 1m30s}, {@code 250ms}. */
public final class GoDuration {
  private GoDuration() {}

  /** The duration; empty if the text is none. */
  public static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    double seconds = 0;
    int at = 0;
    while (at < text.length()) {
      int unitStart = at;
      while (unitStart < text.length() && "0123456789.".indexOf(text.charAt(unitStart)) >= 0) {
        unitStart++;
      }
      int end = unitStart;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      double unit = seconds(text.substring(unitStart, end));
      try {
        seconds += Double.parseDouble(text.substring(at, unitStart)) * unit;
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
      at = end;
      if (Double.isNaN(unit)) {
        return Optional.empty();
      }
    }
    return text.isEmpty() || seconds > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
  }

  private static double seconds(String unit) {
    return switch (unit) {
      case "ns" -> 1e-9;
      case "us", "µs", "μs" -> 1e-6;
      case "ms" -> 1e-3;
      case "s" -> 1;
      case "m" -> 60;
      case "h" -> 3600;
      default -> Double.NaN;
    };
  }
}
