package dev.remora.servers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, never for a time. */
public final class Await {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private Await() {}

  /** Fails with the text of {@code otherwise}, made at that moment, when the limit passes first. */
  public static void until(Duration limit, BooleanSupplier condition, Supplier<String> otherwise) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + limit + ": " + otherwise.get());
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
