package dev.remora.web;

import dev.remora.config.ConfigurationException;
import dev.remora.config.WatchedFile;
import dev.remora.log.Log;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The web configuration file in force: read again whenever it is not what it was. */
final class LiveFile {
  /** The file at a moment; no settings, if it was of no use. */
  private record Reading(WatchedFile file, Optional<WebSettings> settings) {}

  private final Path path;
  private final Log log;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Reading last;

  LiveFile(WatchedFile file, WebSettings first, Log log) {
    this.path = file.path();
    this.log = log;
    this.last = new Reading(file, Optional.of(first));
  }

  /** What the file says now; empty while it is of no use. */
  Optional<WebSettings> now() {
    Reading reading = last;
    if (!reading.file.hasChanged()) {
      return reading.settings;
    }
    lock.lock();
    try {
      if (last.file.hasChanged()) {
        last = readAgain();
      }
      return last.settings;
    } finally {
      lock.unlock();
    }
  }

  private Reading readAgain() {
    // Noted before it is read: what changes in between is seen the next time.
    WatchedFile seen = WatchedFile.of(path);
    try {
      WebSettings settings = WebFileReader.read(path);
      log.info("Web configuration read again", "file", path);
      return new Reading(seen, Optional.of(settings));
    } catch (ConfigurationException e) {
      log.error(
          "Web configuration is of no use; nobody is let in until it is mended",
          "err",
          e.getMessage());
      return new Reading(seen, Optional.empty());
    }
  }
}
