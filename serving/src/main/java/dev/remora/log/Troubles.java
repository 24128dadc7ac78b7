package dev.remora.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Failures that come again and again: which of them is news, and which is only counted. Safe for
 * any thread.
 */
public final class Troubles {
  /**
   * How often a failure has happened that is told now.
   *
   * @param count how often since it began, without the first time
   * @param since when it began
   */
  public record Repeats(long count, Instant since) {
    /** The pairs of its log line; with the count, unless it happened for the first time. */
    public Object[] after(Object... pairs) {
      if (count == 0) {
        return pairs;
      }
      List<Object> all = new ArrayList<>(List.of(pairs));
      all.addAll(List.of("repeated", count, "since", since));
      return all.toArray();
    }
  }

  // How often one that lasts is told.
  private static final Duration WHILE_IT_LASTS = Duration.ofMinutes(5);

  // How soon one that was over may be told anew: some come and go with every scrape.
  private static final Duration WHEN_IT_IS_BACK = Duration.ofMinutes(1);

  // Causes are few; who makes up new ones must fill neither the memory nor the log.
  private static final int MAX_REMEMBERED = 64;
  private static final String ALL_OTHERS = "";

  private final Log log;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Trouble> remembered = new ArrayList<>();

  /** Nothing has failed yet; the time is the log's. */
  public Troubles(Log log) {
    this.log = log;
  }

  /** The subject failed: writes the line, with how often, unless that was told not long ago. */
  public void tell(Level level, String subject, String cause, String message, Object... pairs) {
    Optional<Repeats> news = happened(subject, cause);
    if (news.isPresent()) {
      log.write(level, message, news.get().after(pairs));
    }
  }

  /** The subject failed: what to tell of it, or nothing if that was told not long ago. */
  public Optional<Repeats> happened(String subject, String cause) {
    Instant now = log.now();
    lock.lock();
    try {
      return of(subject, cause, now).happened(now);
    } finally {
      lock.unlock();
    }
  }

  /** The subject did not fail: for how long it did, or nothing if that is no news. */
  public Optional<Duration> over(String subject) {
    lock.lock();
    try {
      Instant began = Instant.MAX;
      for (Trouble trouble : remembered) {
        if (trouble.lasts && trouble.subject.equals(subject)) {
          trouble.end();
          if (trouble.wasTold() && trouble.began.isBefore(began)) {
            began = trouble.began;
          }
        }
      }
      return began.equals(Instant.MAX)
          ? Optional.empty()
          : Optional.of(Duration.between(began, log.now()));
    } finally {
      lock.unlock();
    }
  }

  private Trouble of(String subject, String cause, Instant now) {
    for (Trouble trouble : remembered) {
      if (trouble.cause.equals(cause) && trouble.subject.equals(subject)) {
        return trouble;
      }
    }
    if (remembered.size() >= MAX_REMEMBERED) {
      forgetOver(now);
    }
    if (remembered.size() >= MAX_REMEMBERED && !subject.equals(ALL_OTHERS)) {
      return of(ALL_OTHERS, ALL_OTHERS, now);
    }
    Trouble trouble = new Trouble(subject, cause);
    remembered.add(trouble);
    return trouble;
  }

  private void forgetOver(Instant now) {
    for (Iterator<Trouble> all = remembered.iterator(); all.hasNext(); ) {
      Trouble trouble = all.next();
      if (!trouble.lasts && !now.isBefore(trouble.notTellBefore)) {
        all.remove();
      }
    }
    if (remembered.size() < MAX_REMEMBERED) {
      // What comes now has a place of its own.
      for (Trouble trouble : remembered) {
        if (trouble.cause.equals(ALL_OTHERS)) {
          trouble.end();
        }
      }
    }
  }

  /** One cause of failure of one subject. */
  private static final class Trouble {
    private final String subject;
    private final String cause;
    private boolean lasts;
    private Instant began = Instant.MIN;
    private long count;
    private Instant told = Instant.MIN;
    private Instant notTellBefore = Instant.MIN;

    Trouble(String subject, String cause) {
      this.subject = subject;
      this.cause = cause;
    }

    Optional<Repeats> happened(Instant now) {
      if (lasts) {
        count++;
      } else {
        lasts = true;
        began = now;
        count = 0;
      }
      if (now.isBefore(notTellBefore)) {
        return Optional.empty();
      }
      told = now;
      notTellBefore = now.plus(WHILE_IT_LASTS);
      return Optional.of(new Repeats(count, began));
    }

    void end() {
      lasts = false;
      Instant back = told.plus(WHEN_IT_IS_BACK);
      if (back.isBefore(notTellBefore)) {
        notTellBefore = back;
      }
    }

    /** Whether its end is news: its beginning was. */
    boolean wasTold() {
      return !told.isBefore(began);
    }
  }
}
