package dev.remora.web;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Lets requests through as fast as a limit says. Safe for any thread. */
final class TokenBucket {
  private final long nanosPerToken;
  private final long fullNanos;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();
  // What it holds, in the time that it took to fill in; at first it is full.
  private long heldNanos;
  private long filledAt;

  TokenBucket(RateLimit limit, LongSupplier nanoClock) {
    nanosPerToken = Math.max(1, limit.interval().toNanos());
    fullNanos =
        limit.burst() > Long.MAX_VALUE / 2 / nanosPerToken
            ? Long.MAX_VALUE / 2
            : limit.burst() * nanosPerToken;
    clock = nanoClock;
    heldNanos = fullNanos;
    filledAt = nanoClock.getAsLong();
  }

  /** Whether there is room for a request, which then has it. */
  boolean take() {
    lock.lock();
    try {
      long now = clock.getAsLong();
      long passed = Math.max(0, now - filledAt);
      heldNanos = passed >= fullNanos - heldNanos ? fullNanos : heldNanos + passed;
      filledAt = now;
      if (heldNanos < nanosPerToken) {
        return false;
      }
      heldNanos -= nanosPerToken;
      return true;
    } finally {
      lock.unlock();
    }
  }
}
