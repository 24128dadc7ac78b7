package dev.remora.config;

import dev.remora.collector.Collector;
import dev.remora.compat.OldNames;
import dev.remora.log.Format;
import dev.remora.log.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that the user asked for, checked.
 *
 * @param sections the databases that can be scraped, and as whom
 * @param probed which targets requests may name
 * @param collectors the enabled collectors, by name
 * @param maxSessions how many sessions with the database at most
 * @param queryTimeout how long a collector may take; zero for as long as its scrape
 * @param listen where the door is
 * @param webFile the web configuration file, if there is one
 * @param telemetryPath the path of the metrics
 * @param timeoutOffset what is taken off the scrape's time limit for the way home
 * @param oldNames which old names are served beside today's
 * @param logLevel the least level that is written
 * @param logFormat how log lines look
 * @param warnings what the user could do better, for the log
 */
public record Settings(
    Sections sections,
    Probed probed,
    List<Collector> collectors,
    int maxSessions,
    Duration queryTimeout,
    List<ListenAddress> listen,
    Optional<Path> webFile,
    String telemetryPath,
    Duration timeoutOffset,
    List<OldNames> oldNames,
    Level logLevel,
    Format logFormat,
    List<String> warnings) {
  /** Copies the collections. */
  public Settings {
    collectors = List.copyOf(collectors);
    listen = List.copyOf(listen);
    oldNames = List.copyOf(oldNames);
    warnings = List.copyOf(warnings);
  }
}
