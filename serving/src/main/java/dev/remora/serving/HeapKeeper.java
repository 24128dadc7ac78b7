package dev.remora.serving;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps the heap as small as what lives on it. Left alone, the JVM collects the old generation only
 * when it has grown to its limit, and a server would occupy all it may, for nothing.
 */
public final class HeapKeeper {
  private final long growthBytes;
  private final long atWork;
  private final LongSupplier heapBytes;
  private final Runnable collection;
  private final AtomicLong settled;

  HeapKeeper(long growthBytes, LongSupplier heapBytes, Runnable collection) {
    this.growthBytes = growthBytes;
    // So large that nothing has grown beyond it.
    this.atWork = Long.MAX_VALUE - growthBytes;
    this.heapBytes = heapBytes;
    this.collection = collection;
    this.settled = new AtomicLong(heapBytes.getAsLong());
  }

  /** A keeper of this process's heap, which may grow by so much before it is collected. */
  public static HeapKeeper ofThisProcess(long growthBytes) {
    return new HeapKeeper(growthBytes, () -> Runtime.getRuntime().totalMemory(), System::gc);
  }

  /** Collects if the heap has grown much since the last time; for when nobody waits. */
  public void tidy() {
    long before = settled.get();
    if (heapBytes.getAsLong() > before + growthBytes && settled.compareAndSet(before, atWork)) {
      collection.run();
      settled.set(heapBytes.getAsLong());
    }
  }
}
