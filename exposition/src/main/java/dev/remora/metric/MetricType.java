package dev.remora.metric;

/** The five types a metric family can have; each has the shape its samples take. */
public enum MetricType {
  /** A number that only grows, until its server restarts. */
  COUNTER,
  /** A number that goes up and down. */
  GAUGE,
  /** A number of which the source does not say how it moves. */
  UNTYPED,
  /** Cumulative counts by upper bound, with their count and sum. */
  HISTOGRAM,
  /** Values by quantile, with their count and sum. */
  SUMMARY;

  /** Whether a sample is a count, a sum and points instead of one number. */
  public boolean isDistribution() {
    return this == HISTOGRAM || this == SUMMARY;
  }
}
