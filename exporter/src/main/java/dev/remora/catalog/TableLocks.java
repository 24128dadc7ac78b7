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

/** Waits for table locks, of the SQL layer and of the storage engines, by table and operation. */
final class TableLocks {
  private static final Family SQL_WAITS = counter("sql_lock_waits_total", "Locks of SQL.");
  private static final Family SQL_SECONDS =
      counter("sql_lock_waits_seconds_total", "Time spent waiting for locks of SQL.");
  private static final Family EXTERNAL_WAITS =
      counter("external_lock_waits_total", "Locks of storage engines.");
  private static final Family EXTERNAL_SECONDS =
      counter(
          "external_lock_waits_seconds_total", "Time spent waiting for locks of storage engines.");

  private static final Facts FACTS =
      Facts.of(
          "perf_schema.tablelocks",
          "Waits for table locks, by table and operation.",
          Version.of(5, 6),
          Source.of("performance_schema.table_lock_waits_summary_by_table")
              .needs(Grant.select("performance_schema.*"))
              .where("performance_schema = ON")
              .costs("one statement, a row for each table in use; twenty series each"));

  private TableLocks() {}

  static Collector collector() {
    return QueryCollector.of(
        FACTS,
        """
        SELECT
          object_schema,
          object_name,
          count_read_normal,
          sum_timer_read_normal,
          count_read_with_shared_locks,
          sum_timer_read_with_shared_locks,
          count_read_high_priority,
          sum_timer_read_high_priority,
          count_read_no_insert,
          sum_timer_read_no_insert,
          count_write_normal,
          sum_timer_write_normal,
          count_write_allow_write,
          sum_timer_write_allow_write,
          count_write_concurrent_insert,
          sum_timer_write_concurrent_insert,
          count_write_low_priority,
          sum_timer_write_low_priority,
          count_read_external,
          sum_timer_read_external,
          count_write_external,
          sum_timer_write_external
        FROM performance_schema.table_lock_waits_summary_by_table
        WHERE object_schema NOT IN ('mysql', 'performance_schema', 'information_schema')
        """,
        List.of("schema", "name"),
        List.of(
            Column.of(SQL_WAITS, "read_normal"),
            Column.of(SQL_SECONDS, "read_normal").in(Unit.PICOSECONDS),
            Column.of(SQL_WAITS, "read_with_shared_locks"),
            Column.of(SQL_SECONDS, "read_with_shared_locks").in(Unit.PICOSECONDS),
            Column.of(SQL_WAITS, "read_high_priority"),
            Column.of(SQL_SECONDS, "read_high_priority").in(Unit.PICOSECONDS),
            Column.of(SQL_WAITS, "read_no_insert"),
            Column.of(SQL_SECONDS, "read_no_insert").in(Unit.PICOSECONDS),
            Column.of(SQL_WAITS, "write_normal"),
            Column.of(SQL_SECONDS, "write_normal").in(Unit.PICOSECONDS),
            Column.of(SQL_WAITS, "write_allow_write"),
            Column.of(SQL_SECONDS, "write_allow_write").in(Unit.PICOSECONDS),
            Column.of(SQL_WAITS, "write_concurrent_insert"),
            Column.of(SQL_SECONDS, "write_concurrent_insert").in(Unit.PICOSECONDS),
            Column.of(SQL_WAITS, "write_low_priority"),
            Column.of(SQL_SECONDS, "write_low_priority").in(Unit.PICOSECONDS),
            Column.of(EXTERNAL_WAITS, "read"),
            Column.of(EXTERNAL_SECONDS, "read").in(Unit.PICOSECONDS),
            Column.of(EXTERNAL_WAITS, "write"),
            Column.of(EXTERNAL_SECONDS, "write").in(Unit.PICOSECONDS)));
  }

  private static Family counter(String name, String help) {
    return Family.counter("mysql_perf_schema_" + name, help, "schema", "name", "operation");
  }
}
