package dev.remora.mysql;

import dev.remora.mysql.MysqlException.Kind;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The sessions with one target, taken and given back: no more than the bound, but for the short one
 * of {@link #absence}.
 */
public final class Sessions implements AutoCloseable {
  // Not a server's code: too many sessions of ours with all targets together.
  private static final int SHARED_OUT = -2;

  private final Target target;
  private final Semaphore free;
  private final SessionBound bound;
  private final WarmSessions warm;
  private final LeftStatements left = new LeftStatements();

  /**
   * No session is opened before one is taken.
   *
   * @param max how many at most
   * @param bound how many at most together with other targets
   */
  public Sessions(Target target, int max, Lifetimes lifetimes, SessionBound bound) {
    this.target = target;
    this.free = new Semaphore(max);
    this.bound = bound;
    this.warm = new WarmSessions(lifetimes, bound);
  }

  /** The database that all sessions are with. */
  public Target target() {
    return target;
  }

  /**
   * Waits for a free session, warm or new, that is known to be alive. It belongs to the caller
   * until {@link #give}.
   */
  public DatabaseSession take(Deadline deadline) throws MysqlException {
    return take(deadline, true);
  }

  /**
   * As {@link #take}, while the server is known to answer: a warm session is given without being
   * asked, and may have been ended alone.
   */
  public DatabaseSession takeAnother(Deadline deadline) throws MysqlException {
    return take(deadline, false);
  }

  private DatabaseSession take(Deadline deadline, boolean asked) throws MysqlException {
    try {
      if (!free.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new MysqlException(
            Kind.TIMED_OUT, MysqlException.NO_CODE, "no session was free in the time there was");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MysqlException(Kind.TIMED_OUT, MysqlException.NO_CODE, "interrupted");
    }
    DatabaseSession session = null;
    try {
      if (warm.isClosed()) {
        throw new MysqlException(Kind.UNREACHABLE, MysqlException.NO_CODE, "it is stopping");
      }
      session = warm.take(deadline, asked);
      if (session == null) {
        session = opened(deadline);
      }
      warm.hold(session);
    } finally {
      if (session == null) {
        free.release();
      }
    }
    try {
      left.endBy(session);
      session.limitStatements();
      return session;
    } catch (MysqlException e) {
      give(session);
      if (!asked && e.kind() == Kind.LOST) {
        return take(deadline, true);
      }
      throw e;
    }
  }

  /**
   * Why the database does not answer, or nothing if it does: asked by a session of its own beside
   * the others, which also ends on the server what was left there. That it has no room for one more
   * is an answer too.
   */
  public Optional<String> absence(Deadline deadline) {
    try {
      DatabaseSession session = DatabaseSession.open(target, deadline);
      try {
        left.endBy(session);
      } finally {
        session.close();
      }
      return Optional.empty();
    } catch (MysqlException e) {
      return hasNoRoom(e) ? Optional.empty() : Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Gives a session back; one that broke is dropped. */
  public void give(DatabaseSession session) {
    left.note(session);
    warm.give(session);
    free.release();
  }

  /** Closes idle sessions, and those in use when they are given back; new ones are not kept. */
  public void retire() {
    warm.retire();
  }

  /** Closes idle sessions and cuts those in use. */
  @Override
  public void close() {
    warm.close();
  }

  /** A new session or, where the server has no room for one more, the next that is given back. */
  private DatabaseSession opened(Deadline deadline) throws MysqlException {
    while (true) {
      try {
        enter(deadline);
        return open(deadline);
      } catch (MysqlException e) {
        DatabaseSession other = hasNoRoom(e) ? warm.takeNext(deadline) : null;
        if (other != null) {
          return other;
        }
        // Its only session was closed to make room for others: now it is alone, and can wait.
        if (e.code() != SHARED_OUT || deadline.passed()) {
          throw e;
        }
      }
    }
  }

  private static boolean hasNoRoom(MysqlException e) {
    return e.isWantOfRoom() || e.code() == SHARED_OUT;
  }

  /** Waits for room among all targets; a second session is not worth the first of another's. */
  private void enter(Deadline deadline) throws MysqlException {
    boolean entered;
    try {
      entered = warm.isAlone() ? bound.enter(deadline) : bound.enterIfFree();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MysqlException(Kind.TIMED_OUT, MysqlException.NO_CODE, "interrupted");
    }
    if (!entered) {
      throw new MysqlException(
          Kind.TIMED_OUT,
          SHARED_OUT,
          "all %d sessions that targets share were in use".formatted(bound.max()));
    }
  }

  private DatabaseSession open(Deadline deadline) throws MysqlException {
    DatabaseSession session = null;
    warm.begin(1);
    try {
      session = DatabaseSession.open(target, deadline);
      warm.hold(session);
      return session;
    } finally {
      warm.begin(-1);
      if (session == null) {
        bound.leave();
      }
    }
  }
}
