package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.ServerValue;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.MetricType;
import dev.remora.metric.Names;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.List;
import java.util.OptionalDouble;

/** SHOW GLOBAL STATUS: counters of some groups of variables by label, all others by name. */
final class GlobalStatus implements Collector {
  private static final String PREFIX = "mysql_global_status_";
  private static final String POOL_PAGES = "innodb_buffer_pool_pages_";
  private static final String HELP = "A variable of SHOW GLOBAL STATUS.";

  private static final List<Group> GROUPS =
      List.of(
          group("com_", "commands_total", "Statements executed, by command.", "command"),
          group("handler_", "handlers_total", "Requests to storage engines.", "handler"),
          group(
              "connection_errors_",
              "connection_errors_total",
              "Connections that failed, by error.",
              "error"),
          group("innodb_rows_", "innodb_row_ops_total", "Rows that InnoDB handled.", "operation"),
          group(
              "performance_schema_",
              "performance_schema_lost_total",
              "Instrumentation that the performance schema had no room for.",
              "instrumentation"));

  private static final Family POOL_PAGES_BY_STATE =
      Family.gauge(
          PREFIX + "buffer_pool_pages", "Pages in the InnoDB buffer pool, by state.", "state");
  private static final Family POOL_DIRTY_PAGES =
      Family.gauge(
          PREFIX + "buffer_pool_dirty_pages",
          "Pages in the InnoDB buffer pool that have changes not yet on disk.");
  private static final Family POOL_PAGE_CHANGES =
      Family.counter(
          PREFIX + "buffer_pool_page_changes_total",
          "What happened to pages of the InnoDB buffer pool, by operation.",
          "operation");

  private static final Facts FACTS =
      Facts.of(
              "global_status",
              "Counters and states of the server, of SHOW GLOBAL STATUS.",
              Version.of(5, 1),
              Source.of("SHOW GLOBAL STATUS").costs("one statement, 300 to 1 000 rows"))
          .onByDefault()
          .serves(GROUPS.stream().map(Group::family).toList())
          .serves(POOL_PAGES_BY_STATE, POOL_DIRTY_PAGES, POOL_PAGE_CHANGES)
          .serves(GaleraStatus.FAMILIES)
          .servesNamed(MetricType.UNTYPED, PREFIX + "<variable>");

  private final Known<Place> places = new Known<>(GlobalStatus::place);

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    GaleraStatus galera = new GaleraStatus();
    Known<Place>.Pass known = places.pass();
    try (Rows rows = session.query("SHOW GLOBAL STATUS")) {
      while (rows.next()) {
        String text = rows.text(1);
        OptionalDouble value = ServerValue.parse(text);
        if (value.isPresent()) {
          known.of(rows.bytes(0)).add(value.getAsDouble(), samples);
        } else {
          galera.remember(rows.text(0), text);
        }
      }
    }
    galera.addTo(samples);
  }

  private static Place place(String variable) {
    String name = Names.sanitised(variable);
    for (Group group : GROUPS) {
      if (group.holds(name)) {
        return new Place.Labelled(group.family, name.substring(group.prefix.length()));
      }
    }
    return name.startsWith(POOL_PAGES) && name.length() > POOL_PAGES.length()
        ? poolPages(name.substring(POOL_PAGES.length()))
        : new Place.Plain(Family.untyped(PREFIX + name, HELP));
  }

  private static Place poolPages(String state) {
    return switch (state) {
      case "data", "free", "misc", "old" -> new Place.Labelled(POOL_PAGES_BY_STATE, state);
      case "dirty" -> new Place.Plain(POOL_DIRTY_PAGES);
      // The sum of the states: a second way to say the same would count every page twice.
      case "total" -> new Place.Nowhere();
      default -> new Place.Labelled(POOL_PAGE_CHANGES, state);
    };
  }

  private static Group group(String prefix, String name, String help, String label) {
    return new Group(prefix, Family.counter(PREFIX + name, help, label));
  }

  /** Variables whose names differ only behind a prefix: the rest of the name is the label. */
  private record Group(String prefix, Family family) {
    boolean holds(String name) {
      return name.startsWith(prefix) && name.length() > prefix.length();
    }
  }

  /** Where a variable's number goes. */
  private sealed interface Place {
    void add(double value, Samples samples);

    /** To a family of its own. */
    record Plain(Family family) implements Place {
      @Override
      public void add(double value, Samples samples) {
        samples.add(family, value);
      }
    }

    /** To a family that it shares with others of its group. */
    record Labelled(Family family, String label) implements Place {
      @Override
      public void add(double value, Samples samples) {
        samples.add(family, label, value);
      }
    }

    /** It is not served. */
    record Nowhere() implements Place {
      @Override
      public void add(double value, Samples samples) {}
    }
  }
}
