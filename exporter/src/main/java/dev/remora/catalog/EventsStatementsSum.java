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

/**
 * Totals over all statement digests; two of the times differ in their unit, as the reference's do.
 */
final class EventsStatementsSum {
  private static final Facts FACTS =
      Facts.of(
          "perf_schema.eventsstatementssum",
          "Totals over all statement digests.",
          Version.of(5, 7),
          Source.of("performance_schema.events_statements_summary_by_digest")
              .needs(Grant.select("performance_schema.*"))
              .where("performance_schema = ON")
              .costs("one statement that reads every digest, one row"));

  private EventsStatementsSum() {}

  static Collector collector() {
    return QueryCollector.of(
        FACTS,
        """
        SELECT
          SUM(count_star),
          SUM(sum_created_tmp_disk_tables),
          SUM(sum_created_tmp_tables),
          SUM(sum_errors),
          SUM(sum_lock_time),
          SUM(sum_no_good_index_used),
          SUM(sum_no_index_used),
          SUM(sum_rows_affected),
          SUM(sum_rows_examined),
          SUM(sum_rows_sent),
          SUM(sum_select_full_join),
          SUM(sum_select_full_range_join),
          SUM(sum_select_range),
          SUM(sum_select_range_check),
          SUM(sum_select_scan),
          SUM(sum_sort_merge_passes),
          SUM(sum_sort_range),
          SUM(sum_sort_rows),
          SUM(sum_sort_scan),
          SUM(sum_timer_wait),
          SUM(sum_warnings)
        FROM performance_schema.events_statements_summary_by_digest
        """,
        List.of(),
        List.of(
            counter("total", "Statements."),
            counter("created_tmp_disk_tables", "Temporary tables on disk."),
            counter("created_tmp_tables", "Temporary tables."),
            counter("errors", "Errors."),
            counter("lock_time", "Time spent waiting for table locks, in picoseconds."),
            counter("no_good_index_used", "Statements that found no good index."),
            counter("no_index_used", "Statements that read a table without an index."),
            counter("rows_affected", "Rows changed."),
            counter("rows_examined", "Rows read by the storage engines."),
            counter("rows_sent", "Rows sent to clients."),
            counter("select_full_join", "Joins that read a whole table."),
            counter("select_full_range_join", "Joins that used a range of the joined table."),
            counter("select_range", "Joins that used a range of the first table."),
            counter("select_range_check", "Joins that looked for an index at every row."),
            counter("select_scan", "Joins that read the whole first table."),
            counter("sort_merge_passes", "Merge passes of sorts."),
            counter("sort_range", "Sorts of ranges."),
            counter("sort_rows", "Rows sorted."),
            counter("sort_scan", "Sorts of whole tables."),
            counter("timer_wait", "Time spent executing, in seconds.").in(Unit.PICOSECONDS),
            counter("warnings", "Warnings.")));
  }

  private static Column counter(String name, String help) {
    return Column.of(Family.counter("mysql_perf_schema_events_statements_sum_" + name, help));
  }
}
