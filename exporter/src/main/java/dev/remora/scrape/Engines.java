package dev.remora.scrape;

import dev.remora.log.Log;
import dev.remora.mysql.Lifetimes;
import dev.remora.mysql.SessionBound;
import dev.remora.mysql.Sessions;
import dev.remora.mysql.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An engine for each target: for the database that this process is there for, and for those that
 * requests name, which share a bound of sessions and of which only the last used are remembered.
 */
public final class Engines implements AutoCloseable {
  // Without sessions an engine is small; what is remembered of a target is what was said of it.
  private static final int MAX_NAMED = 500;

  private final int workers;
  private final Duration queryTimeout;
  private final SessionBound namedBound;
  private final Log log;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<Target, Engine> named = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Engine own;
  private boolean closed;

  /**
   * No engine is made before it is asked for.
   *
   * @param workers how many sessions each may use
   * @param namedSessions how many sessions those may use together that requests name
   * @param queryTimeout how long a collector may take; zero for as long as its scrape
   */
  public Engines(int workers, int namedSessions, Duration queryTimeout, Log log) {
    this.workers = workers;
    this.namedBound = new SessionBound(namedSessions);
    this.queryTimeout = queryTimeout;
    this.log = log;
  }

  /** The engine of the database that this process is there for; one of another target retires. */
  public Engine own(Target target) {
    Engine old;
    Engine engine;
    lock.lock();
    try {
      old = own;
      // Mostly it is the very same, and then nothing of it is compared.
      if (old != null && Objects.equals(old.target(), target)) {
        return old;
      }
      engine = engine(target, SessionBound.none(), journal(target, old));
      own = engine;
    } finally {
      lock.unlock();
    }
    if (old != null) {
      old.retire();
    }
    return engine;
  }

  /** The engine of a target that a request names. */
  public Engine named(Target target) {
    List<Engine> old = new ArrayList<>();
    lock.lock();
    try {
      Engine engine = named.get(target);
      if (engine == null) {
        engine = engine(target, namedBound, journal(target, null));
        named.put(target, engine);
        if (named.size() > MAX_NAMED) {
          old.add(named.pollFirstEntry().getValue());
        }
      }
      return engine;
    } finally {
      lock.unlock();
      old.forEach(Engine::retire);
    }
  }

  /** Forgets the targets that requests named: they may be logged in to in another way now. */
  public void forgetNamed() {
    List<Engine> old;
    lock.lock();
    try {
      old = List.copyOf(named.values());
      named.clear();
    } finally {
      lock.unlock();
    }
    old.forEach(Engine::retire);
  }

  /** Cuts what is running and closes all sessions. */
  @Override
  public void close() {
    List<Engine> all;
    lock.lock();
    try {
      closed = true;
      all = new ArrayList<>(named.values());
      if (own != null) {
        all.add(own);
      }
    } finally {
      lock.unlock();
    }
    all.forEach(Engine::cut);
  }

  /** The same database logged in to in another way is still the same to who reads the log. */
  private Journal journal(Target target, @Nullable Engine old) {
    return old != null && old.target().address().equals(target.address())
        ? old.journal()
        : new Journal(target.address(), log);
  }

  private Engine engine(Target target, SessionBound bound, Journal journal) {
    Sessions sessions = new Sessions(target, workers, Lifetimes.DEFAULT, bound);
    if (closed) {
      sessions.close();
    }
    return new Engine(sessions, workers, queryTimeout, journal);
  }
}
