package dev.remora.e2e;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Some who scrape several times a second and count what they get, while it is open. */
final class Load implements AutoCloseable {
  private static final int SCRAPERS = 2;
  private static final Duration PAUSE = Duration.ofMillis(200);
  // How many pages in a row that know the database make an end of what was before.
  private static final int STREAK = 20;

  private final Supplier<HttpResponse<String>> scrape;
  private final ScheduledExecutorService scrapers = Executors.newScheduledThreadPool(SCRAPERS);
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
  private final AtomicInteger pages = new AtomicInteger();
  private final AtomicInteger down = new AtomicInteger();
  private final AtomicInteger streak = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();

  Load(Supplier<HttpResponse<String>> scrape) {
    this.scrape = scrape;
    for (int i = 0; i < SCRAPERS; i++) {
      var _ =
          scrapers.scheduleWithFixedDelay(this::scrape, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** How many pages came. */
  int pages() {
    return pages.get();
  }

  /** How many of them said that the database does not answer. */
  int down() {
    return down.get();
  }

  /** Why other scrapes have no page. */
  List<String> failures() {
    return failures;
  }

  /** Runs something while nobody scrapes. */
  void between(Runnable action) {
    gate.writeLock().lock();
    try {
      action.run();
    } finally {
      gate.writeLock().unlock();
    }
  }

  /** Waits until some pages more have said that the database does not answer. */
  void awaitDown(int more) {
    int goal = down() + more;
    Awaitility.await("pages with mysql_up 0").atMost(Lab.PATIENCE).until(() -> down() >= goal);
  }

  /** Waits until the pages from now on say, again and again, that the database answers. */
  void awaitStreak() {
    streak.set(0);
    Awaitility.await("pages with mysql_up 1, one after the other")
        .atMost(Lab.PATIENCE)
        .until(() -> streak.get() >= STREAK);
  }

  private void scrape() {
    gate.readLock().lock();
    try {
      HttpResponse<String> page = scrape.get();
      if (page.statusCode() == 200) {
        count(page.body());
      } else {
        fail("status " + page.statusCode());
      }
    } catch (RuntimeException e) {
      fail(e.toString());
    } finally {
      gate.readLock().unlock();
    }
  }

  private void count(String page) {
    pages.incrementAndGet();
    if (page.contains("\nmysql_up 1\n")) {
      streak.incrementAndGet();
    } else {
      streak.set(0);
      down.incrementAndGet();
    }
  }

  private void fail(String reason) {
    streak.set(0);
    failures.add(reason);
  }

  @Override
  public void close() {
    scrapers.close();
  }
}
