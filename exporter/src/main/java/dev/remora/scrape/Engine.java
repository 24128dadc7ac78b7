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
      logUnreachable(e);
      own.add(UP, 0);
      return new Scraped(Scraped.Database.DOWN, List.of(own));
    }
    own.add(UP, 1);
    own.add(DURATION, "connection", seconds(Run.since(start)));
    List<Samples> all = new ArrayList<>();
    all.add(own);
    Plan applicable = plan.on(session.identity());
    Run run = start(applicable, session, deadline);
    try {
      run.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Collector collector : applicable.collectors()) {
      Run.Ended ended = run.ended(collector, Run.since(start));
      report(collector, ended.outcome(), own);
      all.add(ended.samples());
    }
    return new Scraped(Scraped.Database.UP, all);
  }

  /** Whether the database answers by the deadline; nothing is collected. */
  public Scraped.Database check(Deadline deadline) {
    try {
      sessions.give(sessions.take(deadline));
      return Scraped.Database.UP;
    } catch (MysqlException e) {
      logUnreachable(e);
      return Scraped.Database.DOWN;
    }
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

  private void report(Collector collector, Outcome outcome, Samples own) {
    String label = "collect." + collector.name();
    Duration took =
        switch (outcome) {
          case Outcome.Succeeded succeeded -> succeeded.took();
          case Outcome.Failed failed -> {
            logFailed(collector, failed.cause());
            yield failed.took();
          }
          case Outcome.TimedOut late -> {
            logFailed(collector, "not finished by the scrape's deadline");
            yield late.took();
          }
        };
    own.add(DURATION, label, seconds(took));
    own.add(SUCCESS, label, outcome instanceof Outcome.Succeeded ? 1 : 0);
  }

  private void logUnreachable(MysqlException e) {
    log.error(
        "Error opening connection to database",
        "target",
        sessions.target().address(),
        "err",
        String.valueOf(e.getMessage()));
  }

  private void logFailed(Collector collector, String cause) {
    log.error(
        "Error from scraper",
        "scraper",
        collector.name(),
        "target",
        sessions.target().address(),
        "err",
        cause);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
