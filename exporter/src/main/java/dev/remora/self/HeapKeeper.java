package dev.remora.self;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the heap as small as what lives on it. Left alone, the JVM collects the old generation only
 * when it has grown to its limit, and a sidecar would occupy all it may, for nothing.
 */
public final class HeapKeeper {
  // A collection takes some 10 ms of a processor; a scrape leaves some 10 KB behind.
  private static final long GROWTH_BYTES = 2L * 1024 * 1024;

  private final Runtime runtime = Runtime.getRuntime();
  private final AtomicLong settled = new AtomicLong(runtime.totalMemory());

  /** Collects if the heap has grown much since the last time; for when nobody waits. */
  public void tidy() {
    long before = settled.get();
    if (runtime.totalMemory() > before + GROWTH_BYTES
        && settled.compareAndSet(before, Long.MAX_VALUE / 2)) {
      System.gc();
      settled.set(runtime.totalMemory());
    }
  }
}
