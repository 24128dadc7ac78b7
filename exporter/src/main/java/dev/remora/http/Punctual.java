package dev.remora.http;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Runs exchanges, and interrupts those that take too long, which closes their connections. The
 * JDK's server would do so by itself, but not where a connection is encrypted: there it first waits
 * for the writer, who waits for a client that does not read, and looks after nobody else meanwhile.
 */
final class Punctual implements Executor {
  private final Executor exchanges;
  private final Duration limit;

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
    try {
      exchange.run();
    } finally {
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
