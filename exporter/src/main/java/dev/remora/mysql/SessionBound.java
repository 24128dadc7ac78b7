package dev.remora.mysql;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many sessions there may be with several targets together, in use or idle. Idle ones make room
 * for those that are wanted, the one that has lain longest first.
 */
public final class SessionBound {
  private final int max;
  private final Semaphore room;
  private final AtomicInteger waiting = new AtomicInteger();
  // Those that may have idle sessions.
  private final Set<WarmSessions> sharers = ConcurrentHashMap.newKeySet();

  /** A bound of so many sessions. */
  public SessionBound(int max) {
    this.max = max;
    this.room = new Semaphore(max, true);
  }

  /** For a target that shares with nobody. */
  public static SessionBound none() {
    return new SessionBound(Integer.MAX_VALUE);
  }

  /** How many sessions there may be. */
  int max() {
    return max;
  }

  /** Whether there was room for one more session, without anything closed for it. */
  boolean enterIfFree() {
    return room.tryAcquire();
  }

  /** Whether there was room for one more session by the deadline. */
  boolean enter(Deadline deadline) throws InterruptedException {
    if (enterByClosing()) {
      return true;
    }
    waiting.incrementAndGet();
    try {
      // Asked again: a session may have become idle before anybody was seen to wait.
      return enterByClosing()
          || room.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      waiting.decrementAndGet();
    }
  }

  private boolean enterByClosing() {
    while (!room.tryAcquire()) {
      if (!dropLongestIdle()) {
        return false;
      }
    }
    return true;
  }

  /** A session ended. */
  void leave() {
    room.release();
  }

  /** The sharer has an idle session. */
  void add(WarmSessions sharer) {
    sharers.add(sharer);
  }

  /** The sharer has no idle session, and will have none. */
  void remove(WarmSessions sharer) {
    sharers.remove(sharer);
  }

  /** Whether somebody waits, so that no session should be kept for later. */
  boolean isWanted() {
    return waiting.get() > 0;
  }

  private boolean dropLongestIdle() {
    WarmSessions oldest = null;
    for (WarmSessions sharer : sharers) {
      if (oldest == null || sharer.longestIdle().compareTo(oldest.longestIdle()) > 0) {
        oldest = sharer;
      }
    }
    return oldest != null && oldest.dropLongestIdle();
  }
}
