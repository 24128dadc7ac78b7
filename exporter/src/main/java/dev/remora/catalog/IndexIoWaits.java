package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.QueryCollector;
import dev.remora.collector.QueryCollector.Column;
import dev.remora.collector.Source;
import dev.remora.collector.Unit;
import dev.remora.metric.Family;
import dev.remora.mysql.Version;
import java.util.List;

/** Work on indexes, by table, index and operation; rows are inserted into a table, not an index. */
final class IndexIoWaits {
  private static final Family WAITS = counter("total", "Operations on indexes.");
  private static final Family SECONDS = counter("seconds_total", "Time spent on indexes.");

  private static final Facts FACTS =
      Facts.of(
          "perf_schema.indexiowaits",
          "Work on indexes, by table, index and operation.",
          Version.of(5, 6),
          Source.of("performance_schema.table_io_waits_summary_by_index_usage")
              .needs(Grant.select("performance_schema.*"))
              .where("performance_schema = ON")
              .costs("one statement, a row for each index in use; six series each"));

  private IndexIoWaits() {}

  static Collector collector() {
    return QueryCollector.of(
        FACTS,
        """
        SELECT
          object_schema,
          object_name,
          COALESCE(index_name, 'NONE'),
          count_fetch,
          sum_timer_fetch,
          IF(index_name IS NULL OR index_name = 'NONE', count_insert, NULL),
          IF(index_name IS NULL OR index_name = 'NONE', sum_timer_insert, NULL),
          count_update,
          sum_timer_update,
          count_delete,
          sum_timer_delete
        FROM performance_schema.table_io_waits_summary_by_index_usage
        WHERE object_schema NOT IN ('mysql', 'performance_schema')
        """,
        List.of("schema", "name", "index"),
        List.of(
            Column.of(WAITS, "fetch"),
            Column.of(SECONDS, "fetch").in(Unit.PICOSECONDS),
            Column.of(WAITS, "insert"),
            Column.of(SECONDS, "insert").in(Unit.PICOSECONDS),
            Column.of(WAITS, "update"),
            Column.of(SECONDS, "update").in(Unit.PICOSECONDS),
            Column.of(WAITS, "delete"),
            Column.of(SECONDS, "delete").in(Unit.PICOSECONDS)));
  }

  private static Family counter(String name, String help) {
    return Family.counter(
        "mysql_perf_schema_index_io_waits_" + name, help, "schema", "name", "index", "operation");
  }
}
