package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.QueryCollector;
import dev.remora.collector.QueryCollector.Column;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.mysql.Version;
import java.util.List;

/** Rows read and changed, by table. */
final class TableStats {
  private static final Facts FACTS =
      Facts.of(
          "info_schema.tablestats",
          "Rows read and changed, by table.",
          Version.of(5, 1),
          Source.of("information_schema.table_statistics")
              .needs(Grant.select("*.*"))
              .where(Userstat.FEATURE)
              .costs("two statements, a row for each table in use"));

  private TableStats() {}

  static Collector collector() {
    return new Userstat(
        QueryCollector.of(
            FACTS,
            """
            SELECT
              table_schema,
              table_name,
              rows_read,
              rows_changed,
              rows_changed_x_indexes
            FROM information_schema.table_statistics
            """,
            List.of("schema", "table"),
            List.of(
                counter("rows_read_total", "Rows read."),
                counter("rows_changed_total", "Rows changed."),
                counter(
                    "rows_changed_x_indexes_total", "Rows changed, times the indexes changed."))));
  }

  private static Column counter(String name, String help) {
    return Column.of(
        Family.counter("mysql_info_schema_table_statistics_" + name, help, "schema", "table"));
  }
}
