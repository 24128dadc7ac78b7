package dev.remora.scrape;

import dev.remora.collector.Collector;
import dev.remora.metric.Samples;
import dev.remora.mysql.DatabaseSession;
import dev.remora.mysql.Deadline;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Sessions;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The collectors of one scrape at work: some threads, a session each, taking collectors from one
 * queue. A collector fills samples of its own, which nobody reads before it has ended.
 */
final class Run {
  // How long a collector that was cut has to hand over what it had.
  private static final Duration LAST_WORDS = Duration.ofMillis(50);

  /**
   * A collector that has ended.
   *
   * @param collector which
   * @param outcome how
   * @param samples what it collected
   */
  record Ended(Collector collector, Outcome outcome, Samples samples) {}

  private final Sessions sessions;
  private final Deadline deadline;
  private final Queue<Collector> waiting;
  private final Map<String, Ended> ended = new ConcurrentHashMap<>();
  private final Map<DatabaseSession, Boolean> atWork = new ConcurrentHashMap<>();
  private final AtomicInteger workers;
  private final int collectors;
  // Opens when all collectors have ended or nobody is left to run them: a worker that still waits
  // for a session must not hold up a page that is complete.
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile String lastFailure = "no session was free";

  Run(Sessions sessions, Plan plan, int workers, Deadline deadline) {
    this.sessions = sessions;
    this.deadline = deadline;
    this.waiting = new ConcurrentLinkedQueue<>(plan.collectors());
    this.workers = new AtomicInteger(workers);
    this.collectors = plan.collectors().size();
  }

  /** A worker that begins with a session it was given, or with none. */
  void work(@Nullable DatabaseSession first) {
    DatabaseSession session = first;
    try {
      // Taken from the queue only once there is a session: a worker without one leaves its share.
      while (!waiting.isEmpty() && !deadline.passed()) {
        if (session == null) {
          session = sessions.take(deadline);
        }
        Collector collector = waiting.poll();
        if (collector != null) {
          collect(collector, session);
        }
        if (collector == null || session.isBroken()) {
          sessions.give(session);
          session = null;
        }
      }
    } catch (MysqlException e) {
      lastFailure = String.valueOf(e.getMessage());
    } finally {
      if (session != null) {
        sessions.give(session);
      }
      if (workers.decrementAndGet() == 0) {
        done.countDown();
      }
    }
  }

  /** Waits for the collectors until the deadline, then cuts those that are late. */
  void await() throws InterruptedException {
    if (!done.await(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
      atWork.keySet().forEach(DatabaseSession::abort);
      done.await(LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** How a collector ended; one that did not, or never began, is late or without a session. */
  Ended ended(Collector collector, Duration sinceStart) {
    Ended end = ended.get(collector.name());
    if (end != null) {
      return end;
    }
    Outcome outcome =
        deadline.passed()
            ? new Outcome.TimedOut(sinceStart)
            : new Outcome.Lost(sinceStart, lastFailure);
    return new Ended(collector, outcome, new Samples());
  }

  private void collect(Collector collector, DatabaseSession session) {
    long start = System.nanoTime();
    Samples samples = new Samples();
    atWork.put(session, true);
    Outcome outcome;
    try {
      session.workUntil(deadline);
      collector.collect(session, samples);
      outcome = new Outcome.Succeeded(since(start));
    } catch (MysqlException e) {
      outcome = outcome(e, since(start), collector.facts().source().remedy(e, session.identity()));
    } catch (RuntimeException | Error e) {
      // A fault of ours costs one collector, never the process; its session is of unknown state.
      // Not aborted: that would interrupt this very worker, and what waits for it would not run.
      session.discard();
      outcome = new Outcome.Failed(since(start), "a fault in the collector: " + e, "");
    } finally {
      atWork.remove(session);
    }
    // Sorted here, where collectors are side by side, and not where the page is joined.
    samples.arrange();
    ended.put(collector.name(), new Ended(collector, outcome, samples));
    if (ended.size() == collectors) {
      done.countDown();
    }
  }

  /** Past the deadline, whatever the session died of is what cutting it looks like. */
  private Outcome outcome(MysqlException e, Duration took, String remedy) {
    if (deadline.passed()) {
      return new Outcome.TimedOut(took);
    }
    String cause = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case REFUSED -> new Outcome.Failed(took, cause, remedy);
      case UNREACHABLE, LOST -> new Outcome.Lost(took, cause);
      case TIMED_OUT -> new Outcome.TimedOut(took);
    };
  }

  static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
