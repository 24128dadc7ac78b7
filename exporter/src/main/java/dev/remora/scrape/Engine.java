package dev.remora.scrape;

import dev.remora.collector.Collector;
import dev.remora.log.Log;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.DatabaseSession;
import dev.remora.mysql.Deadline;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Sessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs scrapes of one target. A scrape never throws and never outlives its deadline by more than
 * moments: what failed or was late is said in the samples and in the log.
 */
public final class Engine {
  private static final Family UP =
      Family.gauge("mysql_up", "Whether the database answered this scrape.");
  private static final Family DURATION =
      Family.gauge(
          "mysql_exporter_collector_duration_seconds",
          "How long a collector took in this scrape.",
          "collector");
  private static final Family SUCCESS =
      Family.gauge(
          "mysql_exporter_collector_success",
          "Whether a collector got all it asked for in this scrape.",
          "collector");

  private static final Duration RESERVE = Duration.ofMillis(250);

  private final Sessions sessions;
  private final int workers;
  private final Log log;

  /** An engine that runs as many collectors at a time as it may use sessions. */
  public Engine(Sessions sessions, int workers, Log log) {
    this.sessions = sessions;
    this.workers = workers;
    this.log = log;
  }

  /** Runs one scrape. */
  public Scraped scrape(Plan plan, Deadline deadline) {
    long start = System.nanoTime();
    Samples own = new Samples();
    DatabaseSession session;
    try {
      session = sessions.take(deadline);
    } catch (MysqlException e) {
      logUnreachable(String.valueOf(e.getMessage()));
      own.add(UP, 0);
      return new Scraped(Scraped.Database.DOWN, List.of(own));
    }
    own.add(DURATION, "connection", seconds(Run.since(start)));
    List<Samples> all = new ArrayList<>();
    all.add(own);
    Plan applicable = plan.on(session.identity());
    Run run = start(applicable, session, deadline.before(reserve(deadline)));
    try {
      run.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<String> cut = new ArrayList<>();
    String cause = "";
    for (Collector collector : applicable.collectors()) {
      Run.Ended ended = run.ended(collector, Run.since(start));
      addOutcome(collector, ended.outcome(), own);
      all.add(ended.samples());
      switch (ended.outcome()) {
        case Outcome.Succeeded succeeded -> {}
        case Outcome.Failed failed -> logFailed(collector.name(), failed.cause());
        case Outcome.Lost lost -> {
          cut.add(collector.name());
          cause = cause.isEmpty() ? lost.cause() : cause;
        }
        case Outcome.TimedOut late -> {
          cut.add(collector.name());
          cause = cause.isEmpty() ? "not finished by the scrape's deadline" : cause;
        }
      }
    }
    if (!cut.isEmpty()) {
      // One cause, one line: they were cut together.
      logFailed(String.join(",", cut), cause);
    }
    // It answered at first, but may have gone since: a slow statement alone is not that.
    boolean up = cut.isEmpty() || sessions.absence(deadline).isEmpty();
    own.add(UP, up ? 1 : 0);
    return new Scraped(up ? Scraped.Database.UP : Scraped.Database.DOWN, all);
  }

  /** Whether the database answers by the deadline; nothing is collected. */
  public Scraped.Database check(Deadline deadline) {
    Optional<String> absence = sessions.absence(deadline);
    absence.ifPresent(this::logUnreachable);
    return absence.isEmpty() ? Scraped.Database.UP : Scraped.Database.DOWN;
  }

  /** Cuts what is running: it ends with what it has, and the database counts as down. */
  public void cut() {
    sessions.close();
  }

  /** What is kept back from the collectors: to cut late ones, and to ask after the database. */
  private static Duration reserve(Deadline deadline) {
    Duration part = deadline.remaining().dividedBy(5);
    return part.compareTo(RESERVE) < 0 ? part : RESERVE;
  }

  private Run start(Plan plan, DatabaseSession first, Deadline deadline) {
    int count = Math.clamp(plan.collectors().size(), 1, workers);
    Run run = new Run(sessions, plan, count, deadline);
    Thread.ofVirtual().start(() -> run.work(first));
    for (int i = 1; i < count; i++) {
      Thread.ofVirtual().start(() -> run.work(null));
    }
    return run;
  }

  private static void addOutcome(Collector collector, Outcome outcome, Samples own) {
    String label = "collect." + collector.name();
    own.add(DURATION, label, seconds(outcome.took()));
    own.add(SUCCESS, label, outcome instanceof Outcome.Succeeded ? 1 : 0);
  }

  private void logUnreachable(String cause) {
    log.error(
        "Error opening connection to database",
        "target",
        sessions.target().address(),
        "err",
        cause);
  }

  private void logFailed(String scraper, String cause) {
    log.error(
        "Error from scraper",
        "scraper",
        scraper,
        "target",
        sessions.target().address(),
        "err",
        cause);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
