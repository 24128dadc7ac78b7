package dev.remora.mysql;

import java.time.Duration;

/**
 * The moment by which something must be done, made once at the door and passed down.
 *
 * @param nanoTime the moment on the clock of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {
  /** The deadline that lies so far from now. */
  public static Deadline after(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** The earlier of this deadline and the one that lies so far from now. */
  public Deadline atMost(Duration duration) {
    Deadline other = after(duration);
    return other.nanoTime - nanoTime < 0 ? other : this;
  }

  /** Whether it lies after another. */
  public boolean isAfter(Deadline other) {
    return nanoTime - other.nanoTime > 0;
  }

  /** The deadline that lies so much before this one. */
  public Deadline before(Duration duration) {
    return new Deadline(nanoTime - duration.toNanos());
  }

  /** What remains; zero once it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  /** One of so many parts of what remains, but no more than that. */
  public Duration part(int parts, Duration most) {
    // By hand: dividing a duration is done in decimals of any length.
    return Duration.ofNanos(Math.min(remaining().toNanos() / parts, most.toNanos()));
  }

  /** What remains in whole milliseconds, at least one: zero means no limit to sockets. */
  public int remainingMillis() {
    long millis = remaining().toMillis();
    return Math.clamp(millis, 1, Integer.MAX_VALUE);
  }

  /** Whether it has passed. */
  public boolean passed() {
    return nanoTime - System.nanoTime() <= 0;
  }
}
