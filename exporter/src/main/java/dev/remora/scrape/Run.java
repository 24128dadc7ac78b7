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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The collectors of one scrape at work: some threads, a session each, taking collectors from one
 * queue. A collector fills samples of its own, which nobody reads before it has ended.
 */
final class Run {
  // How long a collector that was cut has to hand over what it had.
  private static final Duration LAST_WORDS = Duration.ofMillis(50);

  // How often a long scrape asks whether it is still wanted.
  private static final Duration LOOK_ROUND = Duration.ofSeconds(1);

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
  private final Duration queryTimeout;
  private final Queue<Collector> waiting;
  private final Map<String, Ended> ended = new ConcurrentHashMap<>();
  // By when each session at work has to be done with its collector.
  private final Map<DatabaseSession, Deadline> atWork = new ConcurrentHashMap<>();
  private final AtomicInteger workers;
  private final int collectors;
  // Opens when all collectors have ended or nobody is left to run them: a worker that still waits
  // for a session must not hold up a page that is complete.
  private final CountDownLatch done = new CountDownLatch(1);
  private final ReentrantLock taking = new ReentrantLock();
  private volatile boolean denied;
  private volatile boolean over;
  private volatile boolean abandoned;
  private volatile String lastFailure = "no session was free";

  Run(Sessions sessions, Plan plan, int workers, Deadline deadline, Duration queryTimeout) {
    this.sessions = sessions;
    this.deadline = deadline;
    this.queryTimeout = queryTimeout;
    this.waiting = new ConcurrentLinkedQueue<>(plan.collectors());
    this.workers = new AtomicInteger(workers);
    this.collectors = plan.collectors().size();
  }

  /** A worker that begins with a session it was given, or with none. */
  void work(@Nullable DatabaseSession first) {
    DatabaseSession session = first;
    // The server has just answered on the first session: others of its are taken at their word.
    boolean doubted = false;
    try {
      // Taken from the queue only once there is a session: a worker without one leaves its share.
      while (!waiting.isEmpty() && !deadline.passed() && !over) {
        if (session == null) {
          session = takeSession(doubted);
          if (session == null) {
            break;
          }
        }
        Collector collector = waiting.poll();
        if (collector != null) {
          doubted = !collect(collector, session);
        }
        if (collector == null || session.isBroken()) {
          sessions.give(session);
          session = null;
        }
      }
    } catch (MysqlException e) {
      // Told with what it leaves undone.
    } finally {
      if (session != null) {
        sessions.give(session);
      }
      if (workers.decrementAndGet() == 0) {
        done.countDown();
      }
    }
  }

  /**
   * A session, or none when no more are to be taken. One worker after the other: the first whom the
   * server does not let in is the last who tries, and a wrong password is seen by it once.
   */
  private @Nullable DatabaseSession takeSession(boolean doubted) throws MysqlException {
    taking.lock();
    try {
      if (denied || over || waiting.isEmpty()) {
        return null;
      }
      return doubted ? sessions.take(deadline) : sessions.takeAnother(deadline);
    } catch (MysqlException e) {
      lastFailure = String.valueOf(e.getMessage());
      denied |= e.isDenial();
      throw e;
    } finally {
      taking.unlock();
    }
  }

  /** Whether the server let nobody in any more, who asked in the middle of it. */
  boolean isDenied() {
    return denied;
  }

  /**
   * Waits for the collectors until the deadline, and cuts those that are late.
   *
   * @param unwanted whether nobody waits for them any more; then all are cut
   */
  void await(BooleanSupplier unwanted) throws InterruptedException {
    boolean finished = false;
    try {
      while (!finished && !abandoned && !deadline.passed()) {
        long step = nextCut().atMost(LOOK_ROUND).remaining().toNanos();
        finished = done.await(step, TimeUnit.NANOSECONDS);
        cutLate();
        abandoned = !finished && unwanted.getAsBoolean();
      }
    } finally {
      // Who begins a collector now sees that it is over, or is seen here.
      over = true;
      atWork.keySet().forEach(DatabaseSession::abort);
    }
    if (!finished) {
      done.await(LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Whether it was ended because nobody waited for it. */
  boolean isAbandoned() {
    return abandoned;
  }

  /** The next moment at which a collector can be late: of those at work, or that begin now. */
  private Deadline nextCut() {
    Deadline next = ofCollector();
    for (Deadline other : atWork.values()) {
      next = next.isAfter(other) ? other : next;
    }
    return next;
  }

  private void cutLate() {
    for (DatabaseSession session : atWork.keySet()) {
      // While nobody can put it back: its thread may be at the next collector a moment later. Taken
      // off, since waiting for it without a pause would keep its thread from the one processor.
      atWork.computeIfPresent(
          session,
          (same, due) -> {
            if (!due.passed()) {
              return due;
            }
            same.abort();
            return null;
          });
    }
  }

  private Deadline ofCollector() {
    return queryTimeout.isZero() ? deadline : deadline.atMost(queryTimeout);
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

  /**
   * Runs a collector, unless the session turns out to have been dead, which the server ended while
   * it lay idle: then another runs it.
   *
   * @return whether it ran
   */
  private boolean collect(Collector collector, DatabaseSession session) {
    long start = System.nanoTime();
    Samples samples = new Samples();
    Deadline due = ofCollector();
    atWork.put(session, due);
    Outcome outcome;
    try {
      session.workUntil(due);
      if (over) {
        session.abort();
      }
      collector.collect(session, samples);
      outcome = new Outcome.Succeeded(since(start));
    } catch (MysqlException e) {
      boolean lost = e.kind() == MysqlException.Kind.LOST;
      if (lost && !session.hasAnswered() && !due.passed() && !over) {
        waiting.add(collector);
        return false;
      }
      String remedy = collector.facts().source().remedy(e, session.identity());
      outcome = due.passed() ? late(since(start)) : outcome(e, since(start), remedy);
    } catch (RuntimeException | Error e) {
      // A fault of ours costs one collector, never the process; its session is of unknown state.
      // Not aborted: that would interrupt this very worker, and what waits for it would not run.
      session.discard();
      outcome = new Outcome.Failed(since(start), "a fault in the collector: " + e, "");
    } finally {
      atWork.remove(session);
      if (session.isBroken()) {
        // Cutting interrupted this thread, which goes on to other collectors.
        Thread.interrupted();
      }
    }
    // Sorted here, where collectors are side by side, and not where the page is joined.
    samples.arrange();
    ended.put(collector.name(), new Ended(collector, outcome, samples));
    if (ended.size() == collectors) {
      done.countDown();
    }
    return true;
  }

  /** Past its deadline, whatever the session died of is what cutting it looks like. */
  private Outcome late(Duration took) {
    return deadline.passed()
        ? new Outcome.TimedOut(took)
        : new Outcome.Failed(
            took,
            "not finished within " + queryTimeout.toSeconds() + " s",
            "raise --exporter.query_timeout, or leave this collector out");
  }

  private static Outcome outcome(MysqlException e, Duration took, String remedy) {
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
