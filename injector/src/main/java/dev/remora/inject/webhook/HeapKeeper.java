package dev.remora.inject.webhook;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps the heap as small as what lives on it. A burst of handshakes leaves much behind that was
 * too old to die young, and the JVM collects that only at the limit, which large reviews need.
 */
final class HeapKeeper {
  // A collection takes some 20 ms of a processor; a handshake leaves some 20 KB behind.
  private static final long GROWTH_BYTES = 1L << 20;
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
  static HeapKeeper ofThisProcess() {
    return new HeapKeeper(() -> Runtime.getRuntime().totalMemory(), System::gc);
  }

  /** Collects if the heap has grown much since the last time; for when nobody waits. */
  void tidy() {
    long before = settled.get();
    if (heapBytes.getAsLong() > before + GROWTH_BYTES && settled.compareAndSet(before, AT_WORK)) {
      collection.run();
      settled.set(heapBytes.getAsLong());
    }
  }
}
