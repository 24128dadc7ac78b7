package dev.remora.mysql;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread's turn on the processor that all virtual threads share. Whoever has much to do without
 * waiting for anything offers it to others from time to time. Owned by one thread.
 */
public final class Turn {
  private static final long LENGTH_NANOS = 20_000_000;

  private long begun = System.nanoTime();

  /** Lets others go first, if this turn has been long enough. */
  public void giveWay() {
    if (System.nanoTime() - begun > LENGTH_NANOS) {
      // Not a yield: the one processor would look for work where it found some, and find this.
      LockSupport.parkNanos(1);
      begun = System.nanoTime();
    }
  }
}
