package dev.remora.mysql;

import dev.remora.mysql.MysqlException.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The sessions with one target that there are, in use or idle. Idle ones are kept warm for the next
 * scrape, though not for ever, and not when another target wants their room. Safe for any thread.
 */
final class WarmSessions {
  private static final Duration PING_PATIENCE = Duration.ofSeconds(1);

  private final Lifetimes lifetimes;
  private final SessionBound bound;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition given = lock.newCondition();
  private final Deque<DatabaseSession> idle = new ArrayDeque<>();
  private final Set<DatabaseSession> taken = new HashSet<>();
  private int opening;
  private boolean sweeping;
  private boolean retired;
  private volatile boolean closed;

  WarmSessions(Lifetimes lifetimes, SessionBound bound) {
    this.lifetimes = lifetimes;
    this.bound = bound;
  }

  /** Whether no session is to be used any more. */
  boolean isClosed() {
    return closed;
  }

  /** Whether none is in use or about to be. */
  boolean isAlone() {
    lock.lock();
    try {
      return taken.size() + opening == 0;
    } finally {
      lock.unlock();
    }
  }

  /** So many more are being opened, or fewer. */
  void begin(int more) {
    lock.lock();
    try {
      opening += more;
      given.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The session is in use from now on. */
  void hold(DatabaseSession session) {
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

  /** An idle session, if asked one that still answers; those that do not are closed on the way. */
  @Nullable DatabaseSession take(Deadline deadline, boolean asked) {
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

  /** Waits for one that is given back, as long as there are any to be. */
  @Nullable DatabaseSession takeNext(Deadline deadline) {
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

  /** Takes back a session that was in use, and closes it unless it can serve once more. */
  void give(DatabaseSession session) {
    if (!keep(session)) {
      end(session);
    }
  }

  /** Closes idle sessions, and those in use when they are given back; new ones are not kept. */
  void retire() {
    lock.lock();
    try {
      retired = true;
    } finally {
      lock.unlock();
    }
    closeIdle();
    bound.remove(this);
  }

  /** Closes idle sessions and cuts those in use. */
  void close() {
    lock.lock();
    try {
      closed = true;
      taken.forEach(DatabaseSession::abort);
    } finally {
      lock.unlock();
    }
    closeIdle();
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

  private void end(DatabaseSession session) {
    session.close();
    bound.leave();
  }
}
