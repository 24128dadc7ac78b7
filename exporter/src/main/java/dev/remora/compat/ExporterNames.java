package dev.remora.compat;

import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What mysqld_exporter said of its scrapes before 0.15: how many there were, and how many failures
 * of each collector. Safe for scrapes that run side by side.
 */
final class ExporterNames implements OldNames {
  static final String NAME = "exporter-names";

  private static final Family SCRAPES =
      Family.counter("mysql_exporter_scrapes_total", "Scrapes of the database since the start.");
  private static final Family ERRORS =
      Family.counter(
          "mysql_exporter_scrape_errors_total",
          "Failures of a collector since the start; none before the first.",
          "collector");
  private static final Family LAST =
      Family.gauge(
          "mysql_exporter_last_scrape_error",
          "Whether the database did not answer this scrape, or a collector failed in it.");

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Integer> errors = new TreeMap<>();
  private int scrapes;

  @Override
  public Samples of(List<Samples> scraped) {
    Samples more = new Samples();
    boolean failed = Found.of("mysql_up", scraped).contains(new Found(List.of(), 0));
    lock.lock();
    try {
      for (Found collector : Found.successes(scraped)) {
        if (collector.value() == 0) {
          failed = true;
          errors.merge(collector.labels().getFirst(), 1, Integer::sum);
        }
      }
      scrapes++;
      more.add(SCRAPES, scrapes);
      errors.forEach((collector, count) -> more.add(ERRORS, collector, count));
    } finally {
      lock.unlock();
    }
    more.add(LAST, failed ? 1 : 0);
    return more;
  }

  /** Other databases, which a request names, have no part in it. */
  @Override
  public boolean areOfDatabase() {
    return false;
  }
}
