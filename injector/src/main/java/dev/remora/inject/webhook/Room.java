package dev.remora.inject.webhook;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Room for the bodies that are at work together. What has come of a body takes of it, not what was
 * announced: who sends nothing holds nothing.
 *
 * <p>Small bodies share most of it. One that is long, or finds that full, waits for the one place
 * in which a body may grow to any length: whoever has that waits for nobody, so one always goes on.
 */
final class Room {
  /** Far more than most Pods have. */
  static final int SMALL_BYTES = 64 << 10;

  private static final int UNIT_BYTES = 4 << 10;
  // A unit for each connection that there may be, and some more.
  private static final int UNITS = 256;

  private final Semaphore common = new Semaphore(UNITS);
  private final Semaphore place = new Semaphore(1, true);
  private final Duration patience;

  /** All of it free; who waits does so for this long. */
  Room(Duration patience) {
    this.patience = patience;
  }

  /** One for a body of which nothing has come yet. */
  Share share() {
    return new Share();
  }

  /** What one body takes, by one thread. */
  final class Share implements AutoCloseable {
    private int units;
    private boolean hasPlace;

    /** Takes what so many bytes need altogether; false if there was no room in time. */
    boolean holds(int bytes) throws InterruptedException {
      int wanted = Math.ceilDiv(bytes, UNIT_BYTES);
      if (hasPlace || wanted <= units) {
        return true;
      }
      if (bytes <= SMALL_BYTES && common.tryAcquire(wanted - units)) {
        units = wanted;
        return true;
      }
      hasPlace = place.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
      return hasPlace;
    }

    @Override
    public void close() {
      common.release(units);
      if (hasPlace) {
        place.release();
      }
    }
  }
}
