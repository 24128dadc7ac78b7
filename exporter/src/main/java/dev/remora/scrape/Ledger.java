package dev.remora.scrape;

import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Says in the samples of each scrape what became of the collectors of one target. Safe for scrapes
 * that run side by side.
 */
final class Ledger {
  private static final Family DURATION =
      Family.gauge(
          "mysql_exporter_collector_duration_seconds",
          "How long a collector took in this scrape.",
          "collector");
  private static final Family SUCCESS =
      Family.gauge(
          "mysql_exporter_collector_success",
          "Whether a collector got all it asked for in this scrape.",
          "collector");
  private static final Family DROPPED =
      Family.counter(
          "mysql_exporter_collector_dropped_samples_total",
          "Samples of a collector that could not be served, since the start.",
          "collector");

  private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();

  /** Connecting took this long. */
  static void addConnection(Duration took, Samples own) {
    own.add(DURATION, "connection", seconds(took));
  }

  /** Adds what became of the collectors to the samples. */
  void add(List<Run.Ended> collectors, Samples own) {
    for (Run.Ended ended : collectors) {
      add(ended, own);
    }
  }

  private void add(Run.Ended ended, Samples own) {
    String label = "collect." + ended.collector().name();
    own.add(DURATION, label, seconds(ended.outcome().took()));
    own.add(SUCCESS, label, ended.outcome() instanceof Outcome.Succeeded ? 1 : 0);
    LongAdder count = dropped.computeIfAbsent(label, name -> new LongAdder());
    ended.samples().dropped().values().forEach(count::add);
    own.add(DROPPED, label, (double) count.sum());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
