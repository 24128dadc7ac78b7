package dev.remora.serving;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Runs exchanges, and interrupts those that take too long, which closes their connections. The
 * JDK's server is patient with a slow handshake or body, and where a connection is encrypted it
 * cannot end an answer that nobody reads: it first waits for the writer, who waits for the client,
 * and looks after nobody else meanwhile.
 */
public final class Punctual implements Executor {
  private final Executor exchanges;
  private final Duration limit;

  /** Takes what runs the exchanges, and how long each may take. */
  public Punctual(Executor exchanges, Duration limit) {
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
