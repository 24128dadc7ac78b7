package dev.remora.self;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps the heap as small as what lives on it. Left alone, the JVM collects the old generation only
 * when it has grown to its limit, and a sidecar would occupy all it may, for nothing.
 */
public final class HeapKeeper {
  // A collection takes some 10 ms of a processor; a scrape leaves some 10 KB behind.
  private static final long GROWTH_BYTES = 2L * 1024 * 1024;
  private static final long AT_WORK = Long.MAX_VALUE - GROWTH_BYTES;

  private final LongSupplier heapBytes;
  private final Runnable collection;
  private final AtomicLong settled;

  HeapKeeper(LongSupplier heapBytes, Runnable collection) {
    this.heapBytes = heapBytes;
    this.collection = collection;
    this.settled = new AtomicLong(heapBytes.getAsLong());
  }

  /** A keeper of this process's heap. */
  public static HeapKeeper ofThisProcess() {
    return new HeapKeeper(() -> Runtime.getRuntime().totalMemory(), System::gc);
  }

  /** Collects if the heap has grown much since the last time; for when nobody waits. */
  public void tidy() {
    long before = settled.get();
    if (heapBytes.getAsLong() > before + GROWTH_BYTES && settled.compareAndSet(before, AT_WORK)) {
      collection.run();
      settled.set(heapBytes.getAsLong());
    }
  }
}
