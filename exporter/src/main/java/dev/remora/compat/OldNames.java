package dev.remora.compat;

import dev.remora.metric.Samples;
import java.util.List;
import java.util.Optional;

/**
 * Names that somebody's dashboards still read. They come in addition to today's, and are made of
 * the samples that a scrape brought home: no statement is run for them.
 */
public sealed interface OldNames permits ReplicaNames, ProcesslistNames, ExporterNames {
  /** What they are asked for by. */
  List<String> KNOWN = List.of(ReplicaNames.NAME, ProcesslistNames.NAME, ExporterNames.NAME);

  /** Those that are asked for by this name. */
  static Optional<OldNames> of(String name) {
    return switch (name) {
      case ReplicaNames.NAME -> Optional.of(new ReplicaNames());
      case ProcesslistNames.NAME -> Optional.of(new ProcesslistNames());
      case ExporterNames.NAME -> Optional.of(new ExporterNames());
      default -> Optional.empty();
    };
  }

  /** What the page has in addition; the samples of the scrape are only read. */
  Samples of(List<Samples> scraped);

  /** Whether they say something of the database, and not of the process. */
  default boolean areOfDatabase() {
    return true;
  }
}
