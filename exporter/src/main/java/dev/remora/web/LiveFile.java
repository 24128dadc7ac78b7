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

  /** What reads it. */
  interface Reader {
    WebSettings read(Path file) throws ConfigurationException;
  }

  private final Path path;
  private final WebSettings first;
  private final Reader reader;
  private final Log log;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Reading last;

  LiveFile(WatchedFile file, WebSettings first, Reader reader, Log log) {
    this.path = file.path();
    this.first = first;
    this.reader = reader;
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

  /** What was settled at the start, and is no longer what the file says. */
  private void tellFixed(WebSettings settings) {
    if (first.tls().isPresent() && settings.tls().isEmpty()) {
      log.error("TLS is no longer configured; nobody is let in until it is, or until a restart");
    } else if (first.tls().isEmpty() && settings.tls().isPresent()) {
      log.warn("TLS is configured now, but begins with a restart: nothing is encrypted yet");
    }
    if (!first.rateLimit().equals(settings.rateLimit())) {
      log.warn("rate_limit is another now, and wants a restart");
    }
  }

  private Reading readAgain() {
    // Noted before it is read: what changes in between is seen the next time.
    WatchedFile seen = WatchedFile.of(path);
    try {
      WebSettings settings = reader.read(path);
      log.info("Web configuration read again", "file", path);
      tellFixed(settings);
      return new Reading(seen, Optional.of(settings));
    } catch (ConfigurationException e) {
      log.error(
          "Web configuration is of no use; nobody is let in until it is mended",
          "err",
          e.getMessage());
      return new Reading(seen, Optional.empty());
    } catch (RuntimeException e) {
      // Its message may quote the file.
      log.error(
          "Web configuration cannot be read, by a fault of this program; nobody is let in",
          "err",
          e.getClass().getName());
      return new Reading(seen, Optional.empty());
    }
  }
}
