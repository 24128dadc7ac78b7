package dev.remora.doctor;

import java.time.Duration;

/**
 * What one run of a collector cost.
 *
 * @param took how long it was at work
 * @param statements how many statements the server was sent
 * @param rows how many rows came back
 * @param series how many series became of them
 */
record Cost(Duration took, int statements, long rows, long series) {
  /** It never ran. */
  static final Cost NONE = new Cost(Duration.ZERO, 0, 0, 0);

  /** How long it was at work, to a tenth of a millisecond. */
  double milliseconds() {
    return Math.round(took.toNanos() / 1e5) / 10.0;
  }
}
