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

/** Memory that the server took, by what for. */
final class MemoryEvents {
  private static final String PREFIX = "mysql_perf_schema_memory_events_";

  private static final Setting.Text REMOVE_PREFIX =
      new Setting.Text("remove_prefix", "memory/", "What to take off the front of event names.");

  private static final Facts FACTS =
      Facts.of(
              "perf_schema.memory_events",
              "Memory that the server took, by what for.",
              Version.of(5, 7),
              Source.of("performance_schema.memory_summary_global_by_event_name")
                  .needs(Grant.select("performance_schema.*"))
                  .where("performance_schema = ON with memory instruments enabled")
                  .costs("one statement, a row for each instrument in use, up to about 500"))
          .takes(REMOVE_PREFIX);

  private MemoryEvents() {}

  static Collector collector() {
    return QueryCollector.of(
            FACTS,
            """
            SELECT
              IF(
                LOCATE(CAST(? AS BINARY), event_name) = 1,
                SUBSTRING(event_name, CHAR_LENGTH(?) + 1),
                event_name
              ),
              sum_number_of_bytes_alloc,
              sum_number_of_bytes_free,
              current_number_of_bytes_used
            FROM performance_schema.memory_summary_global_by_event_name
            WHERE count_alloc > 0
            """,
            List.of("event_name"),
            List.of(
                counter("alloc_bytes_total", "Bytes taken."),
                counter("free_bytes_total", "Bytes given back."),
                Column.of(
                    Family.gauge(
                        PREFIX + "used_bytes",
                        "Bytes in use; negative where memory was taken before it was counted.",
                        "event_name"))))
        .binding(chosen -> List.of(chosen.text(REMOVE_PREFIX), chosen.text(REMOVE_PREFIX)));
  }

  private static Column counter(String name, String help) {
    return Column.of(Family.counter(PREFIX + name, help, "event_name"));
  }
}
