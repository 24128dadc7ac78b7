package dev.remora.bench;

import java.util.Locale;

/** What a figure has to stay below. */
sealed interface Must {
  /** Whether it does. */
  boolean isMet(double ours, double theirs);

  /**
   * A part of the reference's figure.
   *
   * @param limit 0.5 is half
   */
  record Ratio(double limit) implements Must {
    @Override
    public boolean isMet(double ours, double theirs) {
      return ours <= limit * theirs;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "≤ %.2fx", limit);
    }
  }

  /**
   * A figure of its own.
   *
   * @param limit in the figure's unit
   */
  record Absolute(double limit) implements Must {
    @Override
    public boolean isMet(double ours, double theirs) {
      // A count per scrape is rounded as it is printed.
      return ours <= limit + 0.005;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "≤ %.0f", limit);
    }
  }
}
