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

/** Compressed pages in the InnoDB buffer pool, by page size and buffer pool instance. */
final class InnodbCmpmem {
  private static final Facts FACTS =
      Facts.of(
              "info_schema.innodb_cmpmem",
              "Compressed pages in the InnoDB buffer pool, by page size and instance.",
              Version.of(5, 5),
              Source.of("information_schema.innodb_cmpmem")
                  .needs(Grant.PROCESS)
                  .costs("one statement, a row for each page size and instance"))
          .onByDefault();

  private InnodbCmpmem() {}

  static Collector collector() {
    return QueryCollector.of(
        FACTS,
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
            counter("pages_used_total", "Blocks of this size that are in use now."),
            counter("pages_free_total", "Blocks of this size that are free now."),
            counter("relocation_ops_total", "Blocks of this size that were moved."),
            // The server gives microseconds; the reference divides by a thousand, and so must we.
            counter(
                    "relocation_time_seconds_total",
                    "Time spent moving blocks, in milliseconds despite the name.")
                .in(Unit.THOUSANDTHS)));
  }

  private static Column counter(String name, String help) {
    return Column.of(
        Family.counter(
            "mysql_info_schema_innodb_cmpmem_" + name, help, "page_size", "buffer_pool"));
  }
}
