package dev.remora.config;

import dev.remora.log.Log;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sections in force. They are read again when somebody asks for it, and when a file that they
 * were read from has changed: whoever rotates a password replaces a file, and does no more.
 */
public final class LiveSections {
  /** Reads all sections anew, from the same command line and environment. */
  @FunctionalInterface
  public interface Reading {
    /** The sections as they are now. */
    Sections read() throws ConfigurationException;
  }

  // Looking at a file costs little, but scrapes may come by the hundred.
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Reading reading;
  private final Runnable changed;
  private final InstantSource clock;
  private final Log log;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Sections sections;
  private volatile long nextLookMillis;

  /**
   * Sections that are read again later.
   *
   * @param sections as they are at first
   * @param reading how they are read again
   * @param changed called when others are in force
   */
  public LiveSections(
      Sections sections, Reading reading, Runnable changed, InstantSource clock, Log log) {
    this.sections = sections;
    this.reading = reading;
    this.changed = changed;
    this.clock = clock;
    this.log = log;
    this.nextLookMillis = clock.millis() + BETWEEN_LOOKS.toMillis();
    logProblems(sections);
  }

  /** The sections, read again if a file of theirs has changed; if that fails, those in force. */
  public Sections now() {
    if (clock.millis() >= nextLookMillis && lock.tryLock()) {
      try {
        nextLookMillis = clock.millis() + BETWEEN_LOOKS.toMillis();
        if (sections.areOld()) {
          readChanged();
        }
      } finally {
        lock.unlock();
      }
    }
    return sections;
  }

  /**
   * Reads the sections again.
   *
   * @throws ConfigurationException when that fails; the old ones stay in force
   */
  public void reload() throws ConfigurationException {
    lock.lock();
    try {
      take(reading.read());
    } catch (ConfigurationException e) {
      log.warn("Configuration is of no use; the old one stays", "err", e.getMessage());
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void readChanged() {
    Sections seen = sections.asOfNow();
    try {
      take(reading.read());
    } catch (ConfigurationException e) {
      // Said once for each change, until there is another.
      sections = seen;
      log.error(
          "Configuration has changed but is of no use; the old one stays", "err", e.getMessage());
    }
  }

  private void take(Sections read) throws ConfigurationException {
    if (sections.target(Sections.OWN).isPresent() && read.target(Sections.OWN).isEmpty()) {
      throw read.problems()
          .getOrDefault(
              Sections.OWN, new ConfigurationException("there is no section [client] any more"));
    }
    boolean same = read.targets().equals(sections.targets());
    sections = read;
    logProblems(read);
    log.info("Configuration read again", "from", read.from(), "changed", !same);
    if (!same) {
      changed.run();
    }
  }

  private void logProblems(Sections read) {
    for (Map.Entry<String, ConfigurationException> entry : read.problems().entrySet()) {
      String section = entry.getKey();
      String problem = entry.getValue().getMessage();
      if (section.equals(Sections.OWN) || section.startsWith(Sections.OWN + ".")) {
        log.error("Section left out", "section", section, "err", problem);
      } else {
        // Option files have sections of other programs.
        log.debug("Section left out", "section", section, "err", problem);
      }
    }
  }
}
