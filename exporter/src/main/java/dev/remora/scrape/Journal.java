package dev.remora.scrape;

import dev.remora.collector.Collector;
import dev.remora.collector.Default;
import dev.remora.log.Level;
import dev.remora.log.Log;
import dev.remora.log.Troubles;
import dev.remora.metric.Samples;
import dev.remora.mysql.Address;
import dev.remora.mysql.ServerIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says in the log what a user should know of one target: of what fails again and again, once and
 * then now and then. Safe for scrapes that run side by side.
 */
final class Journal {
  // Causes are few; a server that makes up new ones must not fill the memory.
  private static final int MAX_SAID = 1000;

  // Subjects besides the collectors; none of those is called so.
  private static final String CONNECTION = "connection";
  private static final String CLIENT = "client";

  private final Address target;
  private final Log log;
  private final Troubles troubles;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  Journal(Address target, Log log) {
    this.target = target;
    this.log = log;
    this.troubles = new Troubles(log);
  }

  void unreachable(String cause) {
    troubles.tell(
        Level.ERROR,
        CONNECTION,
        cause,
        "Error opening connection to database",
        "target",
        target,
        "err",
        cause);
  }

  void reached() {
    Optional<Duration> away = troubles.over(CONNECTION);
    if (away.isPresent()) {
      log.info("Database answers again", "target", target, "away", whole(away.get()));
    }
  }

  void complaint(String cause) {
    if (isNew(CONNECTION, cause)) {
      log.warn(
          "The server does not take lock_wait_timeout: statements may wait for metadata locks until"
              + " their scrape ends; said once",
          "target",
          target,
          "err",
          cause);
    }
  }

  void abandoned() {
    troubles.tell(
        Level.INFO, CLIENT, "left", "Scrape ended early: its client hung up", "target", target);
  }

  /** A scrape came home with these. */
  void ended(List<Run.Ended> collectors, ServerIdentity server) {
    List<String> cut = new ArrayList<>();
    List<String> causes = new ArrayList<>();
    List<String> works = new ArrayList<>();
    for (Run.Ended ended : collectors) {
      String name = ended.collector().name();
      logDropped(name, ended.samples());
      if (ended.outcome().wasCut()) {
        cut.add(name);
        causes.add(ended.outcome().cause());
      } else if (ended.outcome() instanceof Outcome.Failed failed) {
        logFailed(name, failed);
      } else {
        works.add(name);
        logNothing(ended.collector(), ended.samples(), server);
      }
    }
    if (!cut.isEmpty()) {
      // One cause, one line: they were cut together.
      logCut(cut, causes.getFirst());
    }
    logWorks(works);
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

  private void logFailed(String scraper, Outcome.Failed failed) {
    Optional<Troubles.Repeats> news = troubles.happened(scraper, failed.cause());
    if (news.isPresent()) {
      logFailed(scraper, failed.cause(), failed.remedy(), news.get());
    }
  }

  /** Those that begin to fail on one line, those that still do on another. */
  private void logCut(List<String> scrapers, String cause) {
    List<String> begin = new ArrayList<>();
    List<String> goOn = new ArrayList<>();
    Troubles.Repeats first = new Troubles.Repeats(0, Instant.MAX);
    Troubles.Repeats most = first;
    for (String scraper : scrapers) {
      Optional<Troubles.Repeats> news = troubles.happened(scraper, cause);
      if (news.isPresent() && news.get().count() == 0) {
        begin.add(scraper);
      } else if (news.isPresent()) {
        goOn.add(scraper);
        most = news.get().count() > most.count() ? news.get() : most;
      }
    }
    if (!begin.isEmpty()) {
      logFailed(String.join(",", begin), cause, "", first);
    }
    if (!goOn.isEmpty()) {
      logFailed(String.join(",", goOn), cause, "", most);
    }
  }

  private void logFailed(String scrapers, String cause, String remedy, Troubles.Repeats news) {
    Object[] pairs =
        remedy.isEmpty()
            ? news.after("scraper", scrapers, "target", target, "err", cause)
            : news.after("scraper", scrapers, "target", target, "err", cause, "hint", remedy);
    log.error("Error from scraper", pairs);
  }

  private void logWorks(List<String> scrapers) {
    List<String> again = new ArrayList<>();
    Duration longest = Duration.ZERO;
    for (String scraper : scrapers) {
      Optional<Duration> failed = troubles.over(scraper);
      if (failed.isPresent()) {
        again.add(scraper);
        longest = failed.get().compareTo(longest) > 0 ? failed.get() : longest;
      }
    }
    if (!again.isEmpty()) {
      String names = String.join(",", again);
      log.info("Scraper works again", "scraper", names, "target", target, "failed", whole(longest));
    }
  }

  private boolean isNew(String scraper, String cause) {
    return said.size() < MAX_SAID && said.add(scraper + ' ' + cause);
  }

  private static String whole(Duration duration) {
    return duration.toSeconds() + "s";
  }
}
