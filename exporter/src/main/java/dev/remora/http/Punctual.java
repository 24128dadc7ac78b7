package dev.remora.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * Runs exchanges of encrypted connections: so many at a time that their buffers, 0.2 MB each, leave
 * the heap its room, and none for longer than a limit. Interrupting the late ones closes their
 * connections. The JDK's server would do so by itself, but not where a connection is encrypted:
 * there it first waits for the writer, who waits for a client that does not read, and looks after
 * nobody else meanwhile.
 */
final class Punctual implements Executor {
  private static final int AT_A_TIME = 50;

  private final Executor exchanges;
  private final Duration limit;
  private final Semaphore room = new Semaphore(AT_A_TIME, true);

  Punctual(Executor exchanges, Duration limit) {
    this.exchanges = exchanges;
    this.limit = limit;
  }

  @Override
  public void execute(Runnable exchange) {
    exchanges.execute(() -> run(exchange));
  }

  private void run(Runnable exchange) {
    Thread worker = Thread.currentThread();
    Thread watch = Thread.startVirtualThread(() -> interruptWhenLate(worker));
    // Who waits for long is hung up on by the server, and finds that out when it is its turn.
    room.acquireUninterruptibly();
    try {
      exchange.run();
    } finally {
      room.release();
      watch.interrupt();
    }
  }

  private void interruptWhenLate(Thread worker) {
    try {
      Thread.sleep(limit);
      worker.interrupt();
    } catch (InterruptedException e) {
      // It was done in time.
    }
  }
}
