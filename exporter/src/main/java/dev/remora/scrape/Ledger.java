package dev.remora.scrape;

import dev.remora.collector.Collector;
import dev.remora.collector.Default;
import dev.remora.log.Log;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.Address;
import dev.remora.mysql.ServerIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Says what became of the collectors of one target: in the samples of each scrape, and in the log.
 * Safe for scrapes that run side by side.
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

  // Causes are few; a server that makes up new ones must not fill the memory.
  private static final int MAX_SAID = 1000;

  private final Address target;
  private final Log log;
  private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  Ledger(Address target, Log log) {
    this.target = target;
    this.log = log;
  }

  /** Connecting took this long. */
  static void addConnection(Duration took, Samples own) {
    own.add(DURATION, "connection", seconds(took));
  }

  /** Adds what became of the collectors to the samples and logs what a user should know. */
  void add(List<Run.Ended> collectors, ServerIdentity server, Samples own) {
    List<String> cut = new ArrayList<>();
    List<String> causes = new ArrayList<>();
    for (Run.Ended ended : collectors) {
      Collector collector = ended.collector();
      addSamples(ended, own);
      logDropped(collector.name(), ended.samples());
      if (ended.outcome().wasCut()) {
        cut.add(collector.name());
        causes.add(ended.outcome().cause());
      } else if (ended.outcome() instanceof Outcome.Failed failed) {
        logFailed(collector.name(), failed.cause(), failed.remedy());
      } else {
        logNothing(collector, ended.samples(), server);
      }
    }
    if (!cut.isEmpty()) {
      // One cause, one line: they were cut together.
      logFailed(String.join(",", cut), causes.getFirst(), "");
    }
  }

  void logUnreachable(String cause) {
    log.error("Error opening connection to database", "target", target, "err", cause);
  }

  void logComplaint(String cause) {
    if (isNew("connection", cause)) {
      log.warn(
          "The server does not take lock_wait_timeout: statements may wait for metadata locks until"
              + " their scrape ends; said once",
          "target",
          target,
          "err",
          cause);
    }
  }

  void logAbandoned() {
    log.info("Scrape ended early: its client hung up", "target", target);
  }

  private void addSamples(Run.Ended ended, Samples own) {
    String label = "collect." + ended.collector().name();
    own.add(DURATION, label, seconds(ended.outcome().took()));
    own.add(SUCCESS, label, ended.outcome() instanceof Outcome.Succeeded ? 1 : 0);
    LongAdder count = dropped.computeIfAbsent(label, name -> new LongAdder());
    ended.samples().dropped().values().forEach(count::add);
    own.add(DROPPED, label, (double) count.sum());
  }

  private void logDropped(String scraper, Samples samples) {
    samples
        .dropped()
        .forEach((cause, count) -> {
          if (isNew(scraper, cause)) {
            log.warn(
                "Samples left out; said once, counted always",
                "scraper",
                scraper,
                "target",
                target,
                "cause",
                cause,
                "count",
                count);
          }
        });
  }

  /** A collector that someone asked for and that gives nothing may want something. */
  private void logNothing(Collector collector, Samples samples, ServerIdentity server) {
    boolean asked = collector.facts().byDefault() == Default.OFF;
    if (asked && samples.arrange().isEmpty() && isNew(collector.name(), "nothing")) {
      log.info(
          "Scraper found nothing",
          "scraper",
          collector.name(),
          "target",
          target,
          "hint",
          collector.facts().source().remedyForNothing(server));
    }
  }

  private void logFailed(String scrapers, String cause, String remedy) {
    if (remedy.isEmpty()) {
      log.error("Error from scraper", "scraper", scrapers, "target", target, "err", cause);
    } else {
      log.error(
          "Error from scraper",
          "scraper",
          scrapers,
          "target",
          target,
          "err",
          cause,
          "hint",
          remedy);
    }
  }

  private boolean isNew(String scraper, String cause) {
    return said.size() < MAX_SAID && said.add(scraper + ' ' + cause);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
