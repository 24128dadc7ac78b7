package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Conversion;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.MetricType;
import dev.remora.metric.Names;
import dev.remora.metric.Samples;
import dev.remora.mysql.Flavour;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;

/** Counters of InnoDB: those of pages by label, all others by name. */
final class InnodbMetrics implements Collector {
  private static final String PREFIX = "mysql_info_schema_innodb_metrics_";
  private static final String HELP = "A counter of InnoDB.";
  private static final String READ = "buffer_page_read_";
  private static final String WRITTEN = "buffer_page_written_";
  private static final String POOL_PAGES = "buffer_pool_pages_";
  private static final Version MARIADB_ENABLED = Version.of(10, 5);

  private static final Family PAGES_READ =
      Family.counter(PREFIX + "buffer_page_read_total", "Pages read, by type.", "type");
  private static final Family PAGES_WRITTEN =
      Family.counter(PREFIX + "buffer_page_written_total", "Pages written, by type.", "type");
  private static final Family PAGES =
      Family.gauge(PREFIX + "buffer_pool_pages", "Pages in the buffer pool, by state.", "state");
  private static final Family DIRTY_PAGES =
      Family.gauge(PREFIX + "buffer_pool_dirty_pages", "Pages that have changes not yet on disk.");

  private static final Facts FACTS =
      Facts.of(
              "info_schema.innodb_metrics",
              "Counters of InnoDB that are enabled.",
              Version.of(5, 6),
              Source.of("information_schema.innodb_metrics")
                  .needs(Grant.PROCESS)
                  .costs("one statement, 70 to 300 rows"))
          .serves(PAGES_READ, PAGES_WRITTEN, PAGES, DIRTY_PAGES)
          .servesNamed(MetricType.COUNTER, PREFIX + "<subsystem>_<name>_total")
          .servesNamed(MetricType.GAUGE, PREFIX + "<subsystem>_<name>");

  private final Known<Family> counters =
      new Known<>(name -> Family.counter(PREFIX + Names.escaped(name) + "_total", HELP));
  private final Known<Family> gauges =
      new Known<>(name -> Family.gauge(PREFIX + Names.escaped(name), HELP));

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    String sql =
        """
        SELECT name, subsystem, type, count
        FROM information_schema.innodb_metrics
        WHERE %s
        """
            .formatted(enabled(session.identity()));
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        double count = Conversion.number(rows, 3, samples);
        if (!Double.isNaN(count)) {
          add(rows.text(0), rows.text(1), rows.text(2), count, samples);
        }
      }
    }
  }

  private static String enabled(ServerIdentity server) {
    boolean renamed =
        server.flavour() == Flavour.MARIADB && server.version().isAtLeast(MARIADB_ENABLED);
    return renamed ? "enabled = 1" : "status = 'enabled'";
  }

  private void add(String name, String subsystem, String type, double count, Samples samples) {
    if (subsystem.equals("buffer_page_io")) {
      addPages(name, count, samples);
    } else if (subsystem.equals("buffer") && isMore(name, POOL_PAGES)) {
      addPool(name.substring(POOL_PAGES.length()), count, samples);
    } else {
      boolean counts = type.equals("counter") || type.equals("status_counter");
      String both = subsystem + "_" + name;
      // A counter below zero cannot be one: the reference serves it as a gauge of another name.
      samples.add(counts && count >= 0 ? counters.of(both) : gauges.of(both), count);
    }
  }

  private static void addPages(String name, double count, Samples samples) {
    if (isMore(name, READ)) {
      samples.add(PAGES_READ, name.substring(READ.length()), count);
    } else if (isMore(name, WRITTEN)) {
      samples.add(PAGES_WRITTEN, name.substring(WRITTEN.length()), count);
    } else {
      samples.drop("a counter of buffer_page_io is neither of pages read nor of pages written");
    }
  }

  private static void addPool(String state, double count, Samples samples) {
    switch (state) {
      case "total" -> {}
      case "dirty" -> samples.add(DIRTY_PAGES, count);
      default -> samples.add(PAGES, state, count);
    }
  }

  private static boolean isMore(String name, String prefix) {
    return name.startsWith(prefix) && name.length() > prefix.length();
  }
}
