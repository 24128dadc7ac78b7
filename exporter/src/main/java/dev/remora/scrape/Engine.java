package dev.remora.scrape;

import dev.remora.collector.Collector;
import dev.remora.log.Log;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.DatabaseSession;
import dev.remora.mysql.Deadline;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Sessions;
import dev.remora.mysql.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Runs scrapes of one target. A scrape never throws and never outlives its deadline by more than
 * moments: what failed or was late is said in the samples and in the log.
 */
public final class Engine {
  private static final Family UP =
      Family.gauge("mysql_up", "Whether the database answered this scrape.");
  // Kept back from the collectors: to cut late ones, and to ask after the database.
  private static final Duration RESERVE = Duration.ofMillis(250);

  private final Sessions sessions;
  private final int workers;
  private final Duration queryTimeout;
  private final Journal journal;
  private final Ledger ledger = new Ledger();
  private final Shared shared = new Shared();

  /**
   * An engine that runs as many collectors at a time as it may use sessions.
   *
   * @param queryTimeout how long a collector may take; zero for as long as its scrape
   */
  public Engine(Sessions sessions, int workers, Duration queryTimeout, Log log) {
    this(sessions, workers, queryTimeout, new Journal(sessions.target().address(), log));
  }

  Engine(Sessions sessions, int workers, Duration queryTimeout, Journal journal) {
    this.sessions = sessions;
    this.workers = workers;
    this.queryTimeout = queryTimeout;
    this.journal = journal;
  }

  /**
   * Runs one scrape, or waits for one of the same plan that is already running.
   *
   * @param clientLeft whether the one who asked does not wait any more; asked now and then
   */
  public Scraped scrape(Plan plan, Deadline deadline, BooleanSupplier clientLeft) {
    return shared.scrape(
        plan, deadline, clientLeft, unwanted -> scrapeNow(plan, deadline, unwanted));
  }

  private Scraped scrapeNow(Plan plan, Deadline deadline, BooleanSupplier unwanted) {
    long start = System.nanoTime();
    Samples own = new Samples();
    DatabaseSession session;
    try {
      session = sessions.take(deadline);
    } catch (MysqlException e) {
      journal.unreachable(String.valueOf(e.getMessage()));
      own.add(UP, 0);
      own.arrange();
      return new Scraped(Scraped.Database.DOWN, List.of(own));
    }
    journal.reached();
    Ledger.addConnection(Run.since(start), own);
    session.complaint().ifPresent(journal::complaint);
    ServerIdentity server = session.identity();
    Plan applicable = plan.on(server);
    Run run = start(applicable, session, deadline.before(deadline.part(5, RESERVE)));
    try {
      run.await(unwanted);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Run.Ended> ended = new ArrayList<>();
    boolean complete = true;
    for (Collector collector : applicable.collectors()) {
      Run.Ended end = run.ended(collector, Run.since(start));
      ended.add(end);
      complete &= !end.outcome().wasCut();
    }
    if (run.isAbandoned()) {
      journal.abandoned();
    } else {
      ledger.add(ended, own);
      journal.ended(ended, server);
    }
    // It answered at first, but may have gone since: a slow statement alone is not that. Where it
    // let nobody in any more it was asked already, and counts wrong passwords.
    boolean up = complete || (!run.isDenied() && sessions.absence(deadline).isEmpty());
    own.add(UP, up ? 1 : 0);
    List<Samples> all = new ArrayList<>();
    all.add(own);
    ended.forEach(end -> all.add(end.samples()));
    // From here on they are only read, by all who share them.
    all.forEach(Samples::arrange);
    return new Scraped(up ? Scraped.Database.UP : Scraped.Database.DOWN, all);
  }

  /** Whether the database answers by the deadline; nothing is collected. */
  public Scraped.Database check(Deadline deadline) {
    Optional<String> absence = sessions.absence(deadline);
    if (absence.isPresent()) {
      journal.unreachable(absence.get());
      return Scraped.Database.DOWN;
    }
    journal.reached();
    return Scraped.Database.UP;
  }

  /** The database that it scrapes. */
  public Target target() {
    return sessions.target();
  }

  /** What was said of the database. */
  Journal journal() {
    return journal;
  }

  /** Keeps no session any longer than it is used. */
  void retire() {
    sessions.retire();
  }

  /** Cuts what is running: it ends with what it has, and the database counts as down. */
  void cut() {
    sessions.close();
  }

  private Run start(Plan plan, DatabaseSession first, Deadline deadline) {
    int count = Math.clamp(plan.collectors().size(), 1, workers);
    Run run = new Run(sessions, plan, count, deadline, queryTimeout);
    Thread.ofVirtual().start(() -> run.work(first));
    for (int i = 1; i < count; i++) {
      Thread.ofVirtual().start(() -> run.work(null));
    }
    return run;
  }
}
