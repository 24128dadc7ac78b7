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

/** What each user does, by user. */
final class UserSummary {
  private static final Facts FACTS =
      Facts.of(
          "sys.user_summary",
          "What each user does, as the sys schema sums it up.",
          Version.of(5, 7),
          Source.of("sys.x$user_summary")
              .needs(Grant.select("sys.*"), Grant.select("performance_schema.*"))
              .where("the sys schema, and performance_schema = ON")
              .costs("one statement over several tables, a row for each user"));

  private UserSummary() {}

  static Collector collector() {
    return QueryCollector.of(
        FACTS,
        """
        SELECT
          user,
          statements,
          statement_latency,
          table_scans,
          file_ios,
          file_io_latency,
          current_connections,
          total_connections,
          unique_hosts,
          current_memory,
          total_memory_allocated
        FROM sys.x$user_summary
        """,
        List.of("user"),
        List.of(
            counter("statements_total", "Statements."),
            counter("statement_latency", "Time spent executing statements, in seconds.")
                .in(Unit.PICOSECONDS),
            counter("table_scans_total", "Tables read from end to end."),
            counter("file_ios_total", "Operations on files."),
            counter("file_io_seconds_total", "Time spent on files.").in(Unit.PICOSECONDS),
            gauge("current_connections", "Connections now."),
            counter("connections_total", "Connections since the server started."),
            counter("unique_hosts_total", "Hosts that the user came from."),
            gauge("current_memory_bytes", "Memory in use; may be negative."),
            counter("memory_allocated_bytes_total", "Memory taken since the server started.")));
  }

  private static Column counter(String name, String help) {
    return Column.of(Family.counter("mysql_sys_" + name, help, "user"));
  }

  private static Column gauge(String name, String help) {
    return Column.of(Family.gauge("mysql_sys_" + name, help, "user"));
  }
}
