package dev.remora.mysql;

import java.time.Duration;

/**
 * How long sessions are kept.
 *
 * @param idle how long one may lie unused before it is closed
 * @param life how old one may get: then it logs in again, so that what was changed of the account
 *     (its password, its rights) does not pass it by
 */
public record Lifetimes(Duration idle, Duration life) {
  /** Warm between the scrapes of any usual interval, and never older than a coffee break. */
  public static final Lifetimes DEFAULT =
      new Lifetimes(Duration.ofMinutes(3), Duration.ofMinutes(15));
}
