package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.QueryCollector;
import dev.remora.collector.QueryCollector.Column;
import dev.remora.collector.Setting;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.mysql.Version;
import java.util.List;

/** Work on single files, by file, event and mode. */
final class FileInstances {
  private static final Setting.Text FILTER =
      new Setting.Text(
          "filter",
          ".*",
          "Regular expression, in the server's dialect, of the file names to take.");
  private static final Setting.Text REMOVE_PREFIX =
      new Setting.Text(
          "remove_prefix", "/var/lib/mysql/", "What to take off the front of file names.");

  private static final Family OPERATIONS = counter("total", "Reads and writes.");
  private static final Family BYTES = counter("bytes", "Bytes read and written.");

  private static final Facts FACTS =
      Facts.of(
              "perf_schema.file_instances",
              "Work on single files, by file, event and mode.",
              Version.of(5, 5),
              Source.of("performance_schema.file_summary_by_instance")
                  .needs(Grant.select("performance_schema.*"))
                  .where("performance_schema = ON")
                  .costs("one statement, a row for each file; four series each"))
          .takes(FILTER, REMOVE_PREFIX);

  private FileInstances() {}

  static Collector collector() {
    return QueryCollector.of(
            FACTS,
            """
            SELECT
              IF(
                LOCATE(CAST(? AS BINARY), file_name) = 1,
                SUBSTRING(file_name, CHAR_LENGTH(?) + 1),
                file_name
              ),
              event_name,
              count_read,
              count_write,
              sum_number_of_bytes_read,
              sum_number_of_bytes_write
            FROM performance_schema.file_summary_by_instance
            WHERE file_name REGEXP ?
            """,
            List.of("file_name", "event_name"),
            List.of(
                Column.of(OPERATIONS, "read"),
                Column.of(OPERATIONS, "write"),
                Column.of(BYTES, "read"),
                Column.of(BYTES, "write")))
        .binding(chosen ->
            List.of(chosen.text(REMOVE_PREFIX), chosen.text(REMOVE_PREFIX), chosen.text(FILTER)));
  }

  private static Family counter(String name, String help) {
    return Family.counter(
        "mysql_perf_schema_file_instances_" + name, help, "file_name", "event_name", "mode");
  }
}
