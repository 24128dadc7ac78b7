package dev.remora.http;

import dev.remora.mysql.Deadline;
import dev.remora.scrape.Engine;
import dev.remora.scrape.Scraped;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether the database answered within the last check, by a scrape or by a question of its own. */
final class Readiness {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMillis(800);

  private record Check(@Nullable Engine by, Scraped.Database database, Deadline freshUntil) {
    boolean isOf(Engine engine) {
      return engine.equals(by) && !freshUntil.passed();
    }
  }

  private final Supplier<Engine> engine;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Check last =
      new Check(null, Scraped.Database.DOWN, Deadline.after(Duration.ZERO));

  /** Of the engine that the supplier gives: another one when it is configured anew. */
  Readiness(Supplier<Engine> engine) {
    this.engine = engine;
  }

  /** Takes note of what a scrape found. */
  void note(Engine by, Scraped.Database database) {
    last = new Check(by, database, Deadline.after(FRESH));
  }

  /** What the last check found; asks the database when that was too long ago. */
  Scraped.Database now() {
    Engine now = engine.get();
    Check check = last;
    if (check.isOf(now)) {
      return check.database;
    }
    // One question at a time: whoever waits here takes the answer of the one before.
    asking.lock();
    try {
      if (!last.isOf(now)) {
        note(now, now.check(Deadline.after(PATIENCE)));
      }
      return last.database;
    } finally {
      asking.unlock();
    }
  }
}
