package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Default;
import dev.remora.collector.QueryCollector;
import dev.remora.collector.QueryCollector.Column;
import dev.remora.metric.Family;
import dev.remora.mysql.Version;
import java.util.List;

/** Compressed pages in the InnoDB buffer pool, by page size and buffer pool instance. */
final class InnodbCmpmem {
  private static final String PREFIX = "mysql_info_schema_innodb_cmpmem_";

  private InnodbCmpmem() {}

  static Collector collector() {
    return new QueryCollector(
        "info_schema.innodb_cmpmem",
        Default.ON,
        Version.of(5, 5),
        """
        SELECT
          page_size,
          buffer_pool_instance,
          pages_used,
          pages_free,
          relocation_ops,
          relocation_time
        FROM information_schema.innodb_cmpmem
        """,
        List.of("page_size", "buffer_pool"),
        List.of(
            Column.of(counter("pages_used_total", "Blocks of this size that are in use now.")),
            Column.of(counter("pages_free_total", "Blocks of this size that are free now.")),
            Column.of(counter("relocation_ops_total", "Blocks of this size that were moved.")),
            // The server gives microseconds; the reference divides by a thousand, and so must we.
            new Column(
                counter(
                    "relocation_time_seconds_total",
                    "Time spent moving blocks, in milliseconds despite the name."),
                1000)));
  }

  private static Family counter(String name, String help) {
    return Family.counter(PREFIX + name, help, "page_size", "buffer_pool");
  }
}
