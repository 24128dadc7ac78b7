package dev.remora.web;

import dev.remora.config.ConfigurationException;
import dev.remora.config.WatchedFile;
import dev.remora.log.Log;
import dev.remora.log.Troubles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted from now on: anew when the settings have changed, or a certificate,
 * a key or an authority. A pair that does not fit together is most likely just being replaced; the
 * one before it is good for a few more seconds.
 */
final class LiveTls {
  private static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * The files as they were read; no context, if they were of no use.
   *
   * @param good the last context that there was for these settings, if any
   */
  private record Reading(
      TlsSettings settings,
      List<WatchedFile> files,
      Optional<TlsContext> context,
      @Nullable TlsContext good,
      long failedAt) {
    boolean isOf(TlsSettings others) {
      return settings.equals(others) && files.stream().noneMatch(WatchedFile::hasChanged);
    }
  }

  private final Log log;
  // Of all contexts: who is refused by one is no news to the next.
  private final Troubles refused;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Reading last;

  private LiveTls(Reading first, LongSupplier clock, Log log, Troubles refused) {
    this.last = first;
    this.clock = clock;
    this.log = log;
    this.refused = refused;
  }

  /** Reads the files for the first time. */
  static LiveTls of(TlsSettings settings, LongSupplier nanoClock, Log log)
      throws ConfigurationException {
    List<WatchedFile> files = files(settings);
    Troubles refused = new Troubles(log);
    TlsContext context = TlsContext.of(settings, refused);
    Reading first = new Reading(settings, files, Optional.of(context), context, 0);
    return new LiveTls(first, nanoClock, log, refused);
  }

  /** The context for a connection that comes now; empty while there is none that is of use. */
  Optional<TlsContext> now(TlsSettings settings) {
    Reading reading = last;
    if (!reading.isOf(settings)) {
      lock.lock();
      try {
        if (!last.isOf(settings)) {
          last = readAgain(settings, last);
        }
        reading = last;
      } finally {
        lock.unlock();
      }
    }
    boolean spared = reading.good != null && clock.getAsLong() - reading.failedAt < GRACE.toNanos();
    return reading.context.isEmpty() && spared
        ? Optional.ofNullable(reading.good)
        : reading.context;
  }

  private Reading readAgain(TlsSettings settings, Reading before) {
    // Noted before they are read: what changes in between is seen the next time.
    List<WatchedFile> files = files(settings);
    try {
      TlsContext context = TlsContext.of(settings, refused);
      log.info("TLS read again", "certificate", settings.certificate());
      return new Reading(settings, files, Optional.of(context), context, 0);
    } catch (ConfigurationException e) {
      // Other settings were meant to end what the old ones allowed.
      TlsContext good = before.settings.equals(settings) ? before.good : null;
      log.error(
          good == null
              ? "TLS cannot be set up; nobody is let in until it is mended"
              : "TLS cannot be set up; the old certificates are good for a few seconds more",
          "err",
          e.getMessage());
      long since = before.context.isPresent() ? clock.getAsLong() : before.failedAt;
      return new Reading(settings, files, Optional.empty(), good, since);
    }
  }

  private static List<WatchedFile> files(TlsSettings settings) {
    List<WatchedFile> files = new ArrayList<>();
    settings.certificate().file().ifPresent(path -> files.add(WatchedFile.of(path)));
    settings.key().file().ifPresent(path -> files.add(WatchedFile.of(path)));
    settings
        .clientAuthority()
        .flatMap(Material::file)
        .ifPresent(path -> files.add(WatchedFile.of(path)));
    return files;
  }
}
