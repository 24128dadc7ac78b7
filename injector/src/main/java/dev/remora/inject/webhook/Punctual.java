package dev.remora.inject.webhook;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Runs exchanges, and interrupts those that take too long, which closes their connections: a
 * handshake, a body or a reader of answers may be slow, and the JDK's server is patient with each.
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
