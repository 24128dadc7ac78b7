package dev.remora.http;

import dev.remora.mysql.Deadline;
import dev.remora.scrape.Engine;
import dev.remora.scrape.Scraped;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** Whether the database answered within the last check, by a scrape or by a question of its own. */
final class Readiness {
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMillis(800);

  private record Check(Scraped.Database database, Deadline freshUntil) {}

  private final Engine engine;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Check last = new Check(Scraped.Database.DOWN, Deadline.after(Duration.ZERO));

  Readiness(Engine engine) {
    this.engine = engine;
  }

  /** Takes note of what a scrape found. */
  void note(Scraped.Database database) {
    last = new Check(database, Deadline.after(FRESH));
  }

  /** What the last check found; asks the database when that was too long ago. */
  Scraped.Database now() {
    Check check = last;
    if (!check.freshUntil.passed()) {
      return check.database;
    }
    // One question at a time: whoever waits here takes the answer of the one before.
    asking.lock();
    try {
      if (last.freshUntil.passed()) {
        note(engine.check(Deadline.after(PATIENCE)));
      }
      return last.database;
    } finally {
      asking.unlock();
    }
  }
}
