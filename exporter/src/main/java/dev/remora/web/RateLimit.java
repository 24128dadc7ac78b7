package dev.remora.web;

import java.time.Duration;

/**
 * How many requests the server takes.
 *
 * @param interval how long it takes until there is room for one more; zero for no limit
 * @param burst for how many there is room at most
 */
record RateLimit(Duration interval, int burst) {
  /** Takes all. */
  static final RateLimit NONE = new RateLimit(Duration.ZERO, 0);
}
