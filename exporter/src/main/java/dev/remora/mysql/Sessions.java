package dev.remora.mysql;

import dev.remora.mysql.MysqlException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The sessions with one target: no more than the bound, but for the short one of {@link #absence},
 * and kept warm between scrapes, though not for ever.
 */
public final class Sessions implements AutoCloseable {
  // Not a server's code: too many sessions of ours with all targets together.
  private static final int SHARED_OUT = -2;

  private static final Duration PING_PATIENCE = Duration.ofSeconds(1);

  private final Target target;
  private final Lifetimes lifetimes;
  private final Semaphore free;
  private final SessionBound bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition given = lock.newCondition();
  private final Deque<DatabaseSession> idle = new ArrayDeque<>();
  private final Set<DatabaseSession> taken = new HashSet<>();
  // The numbers of sessions that were left in the middle of a statement.
  private final Queue<Long> left = new ConcurrentLinkedQueue<>();
  private int opening;
  private boolean sweeping;
  private boolean retired;
  private volatile boolean closed;

  /**
   * No session is opened before one is taken.
   *
   * @param max how many at most
   * @param bound how many at most together with other targets
   */
  public Sessions(Target target, int max, Lifetimes lifetimes, SessionBound bound) {
    this.target = target;
    this.lifetimes = lifetimes;
    this.free = new Semaphore(max);
    this.bound = bound;
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
      if (closed) {
        throw new MysqlException(Kind.UNREACHABLE, MysqlException.NO_CODE, "it is stopping");
      }
      session = warm(deadline, asked);
      if (session == null) {
        session = opened(deadline);
      }
      hold(session);
    } finally {
      if (session == null) {
        free.release();
      }
    }
    try {
      endWhatWasLeft(session);
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
        endWhatWasLeft(session);
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
    if (session.leftAStatement()) {
      left.add(session.id());
    }
    if (!keep(session)) {
      end(session);
    }
    free.release();
  }

  /** Closes idle sessions, and those in use when they are given back; new ones are not kept. */
  public void retire() {
    lock.lock();
    try {
      retired = true;
    } finally {
      lock.unlock();
    }
    closeIdle();
    bound.remove(this);
  }

  /** How long the session has been idle that has been longest; zero without any. */
  Duration longestIdle() {
    lock.lock();
    try {
      DatabaseSession oldest = idle.peekLast();
      return oldest == null ? Duration.ZERO : oldest.idleFor();
    } finally {
      lock.unlock();
    }
  }

  /** Closes that session, and says whether there was one. */
  boolean dropLongestIdle() {
    DatabaseSession oldest = pop(true);
    if (oldest == null) {
      return false;
    }
    drop(oldest);
    return true;
  }

  /** Closes idle sessions and cuts those in use. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      taken.forEach(DatabaseSession::abort);
    } finally {
      lock.unlock();
    }
    closeIdle();
  }

  /**
   * Dropping a connection does not end its statement: the server works on for nobody, and holds
   * what it has locked. Everybody may end sessions of the same user.
   */
  private void endWhatWasLeft(DatabaseSession session) throws MysqlException {
    for (Long id = left.poll(); id != null; id = left.poll()) {
      try {
        session.kill(id);
      } catch (MysqlException e) {
        if (e.kind() != Kind.REFUSED) {
          left.add(id);
          throw e;
        }
        // It ended by itself, or its user may not end it: nothing more can be done.
      }
    }
  }

  private boolean keep(DatabaseSession session) {
    lock.lock();
    try {
      taken.remove(session);
      session.rest();
      boolean keep =
          !closed && !retired && !bound.isWanted() && !session.isBroken() && !isOld(session);
      if (keep) {
        idle.push(session);
        bound.add(this);
        if (!sweeping) {
          sweeping = true;
          Thread.ofVirtual().start(this::sweep);
        }
      }
      given.signalAll();
      return keep;
    } finally {
      lock.unlock();
    }
  }

  private boolean isOld(DatabaseSession session) {
    return session.age().compareTo(lifetimes.life()) >= 0;
  }

  /** Closes sessions that nobody has used for long, for as long as there are idle ones. */
  private void sweep() {
    try {
      for (Duration left = sweepOnce(); left.isPositive(); left = sweepOnce()) {
        Thread.sleep(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** When the next idle session will have lain for too long; zero if there is none. */
  private Duration sweepOnce() {
    while (true) {
      DatabaseSession oldest;
      lock.lock();
      try {
        oldest = idle.peekLast();
        if (oldest == null) {
          sweeping = false;
          return Duration.ZERO;
        }
        Duration left = lifetimes.idle().minus(oldest.idleFor());
        if (left.isPositive()) {
          return left;
        }
        idle.removeLast();
        taken.add(oldest);
      } finally {
        lock.unlock();
      }
      drop(oldest);
    }
  }

  private void hold(DatabaseSession session) {
    lock.lock();
    try {
      if (closed) {
        session.abort();
      }
      taken.add(session);
    } finally {
      lock.unlock();
    }
  }

  /** A new session or, where the server has no room for one more, the next that is given back. */
  private DatabaseSession opened(Deadline deadline) throws MysqlException {
    while (true) {
      try {
        enter(deadline);
        return open(deadline);
      } catch (MysqlException e) {
        DatabaseSession other = hasNoRoom(e) ? given(deadline) : null;
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
      entered = isAlone() ? bound.enter(deadline) : bound.enterIfFree();
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

  private boolean isAlone() {
    lock.lock();
    try {
      return taken.size() + opening == 0;
    } finally {
      lock.unlock();
    }
  }

  private DatabaseSession open(Deadline deadline) throws MysqlException {
    DatabaseSession session = null;
    begin(1);
    try {
      session = DatabaseSession.open(target, deadline);
      hold(session);
      return session;
    } finally {
      begin(-1);
      if (session == null) {
        bound.leave();
      }
    }
  }

  private void end(DatabaseSession session) {
    session.close();
    bound.leave();
  }

  private void begin(int more) {
    lock.lock();
    try {
      opening += more;
      given.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable DatabaseSession given(Deadline deadline) {
    lock.lock();
    try {
      while (idle.isEmpty()) {
        long nanos = deadline.remaining().toNanos();
        if (taken.size() + opening == 0 || nanos == 0 || given.awaitNanos(nanos) <= 0) {
          break;
        }
      }
      DatabaseSession session = idle.poll();
      if (session != null) {
        taken.add(session);
        session.workUntil(deadline);
      }
      return session;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** An idle session, if asked one that still answers; those that do not are closed on the way. */
  private @Nullable DatabaseSession warm(Deadline deadline, boolean asked) {
    while (true) {
      DatabaseSession session = pop(false);
      if (session == null) {
        return null;
      }
      if (isOld(session)) {
        drop(session);
        continue;
      }
      try {
        // It has a part of the time to show that it lives: the rest is for a new one.
        if (asked) {
          session.ping(deadline.atMost(deadline.part(4, PING_PATIENCE)));
        }
        session.workUntil(deadline);
        return session;
      } catch (MysqlException e) {
        // A server that restarted has forgotten it: try the next one, or open one anew.
        drop(session);
        if (e.kind() == Kind.TIMED_OUT) {
          // The others go the same way, and asking each would leave no time to open a new one.
          closeIdle();
        }
      }
    }
  }

  private void closeIdle() {
    DatabaseSession session = pop(false);
    while (session != null) {
      drop(session);
      session = pop(false);
    }
  }

  /** An idle session, which counts as taken from this moment on: the last used, or the first. */
  private @Nullable DatabaseSession pop(boolean longest) {
    lock.lock();
    try {
      DatabaseSession session = longest ? idle.pollLast() : idle.poll();
      if (session != null) {
        taken.add(session);
      }
      return session;
    } finally {
      lock.unlock();
    }
  }

  private void drop(DatabaseSession session) {
    end(session);
    lock.lock();
    try {
      taken.remove(session);
      given.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
