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

/** Work on files, by event and mode. */
final class FileEvents {
  private static final Family EVENTS = counter("total", "Operations on files.");
  private static final Family SECONDS = counter("seconds_total", "Time spent on files.");
  private static final Family BYTES = counter("bytes_total", "Bytes read and written.");

  private static final Facts FACTS =
      Facts.of(
          "perf_schema.file_events",
          "Work on files, by event and mode.",
          Version.of(5, 6),
          Source.of("performance_schema.file_summary_by_event_name")
              .needs(Grant.select("performance_schema.*"))
              .where("performance_schema = ON")
              .costs("one statement, a row for each of about 50 file instruments"));

  private FileEvents() {}

  static Collector collector() {
    return QueryCollector.of(
        FACTS,
        """
        SELECT
          event_name,
          count_read,
          sum_timer_read,
          sum_number_of_bytes_read,
          count_write,
          sum_timer_write,
          sum_number_of_bytes_write,
          count_misc,
          sum_timer_misc
        FROM performance_schema.file_summary_by_event_name
        """,
        List.of("event_name"),
        List.of(
            Column.of(EVENTS, "read"),
            Column.of(SECONDS, "read").in(Unit.PICOSECONDS),
            Column.of(BYTES, "read"),
            Column.of(EVENTS, "write"),
            Column.of(SECONDS, "write").in(Unit.PICOSECONDS),
            Column.of(BYTES, "write"),
            Column.of(EVENTS, "misc"),
            Column.of(SECONDS, "misc").in(Unit.PICOSECONDS)));
  }

  private static Family counter(String name, String help) {
    return Family.counter("mysql_perf_schema_file_events_" + name, help, "event_name", "mode");
  }
}
