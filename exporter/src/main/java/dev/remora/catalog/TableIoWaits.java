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

/** Work on tables, by table and operation. */
final class TableIoWaits {
  private static final Family WAITS = counter("total", "Operations on tables.");
  private static final Family SECONDS = counter("seconds_total", "Time spent on tables.");

  private static final Facts FACTS =
      Facts.of(
          "perf_schema.tableiowaits",
          "Work on tables, by table and operation.",
          Version.of(5, 6),
          Source.of("performance_schema.table_io_waits_summary_by_table")
              .needs(Grant.select("performance_schema.*"))
              .where("performance_schema = ON")
              .costs("one statement, a row for each table in use; eight series each"));

  private TableIoWaits() {}

  static Collector collector() {
    return QueryCollector.of(
        FACTS,
        """
        SELECT
          object_schema,
          object_name,
          count_fetch,
          sum_timer_fetch,
          count_insert,
          sum_timer_insert,
          count_update,
          sum_timer_update,
          count_delete,
          sum_timer_delete
        FROM performance_schema.table_io_waits_summary_by_table
        WHERE object_schema NOT IN ('mysql', 'performance_schema')
        """,
        List.of("schema", "name"),
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
        "mysql_perf_schema_table_io_waits_" + name, help, "schema", "name", "operation");
  }
}
