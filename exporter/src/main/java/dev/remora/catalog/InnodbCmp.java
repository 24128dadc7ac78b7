package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.QueryCollector;
import dev.remora.collector.QueryCollector.Column;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.mysql.Version;
import java.util.List;

/** Work on compressed InnoDB pages, by page size; the server counts time in whole seconds. */
final class InnodbCmp {
  private static final Facts FACTS =
      Facts.of(
              "info_schema.innodb_cmp",
              "Work on compressed InnoDB pages, by page size.",
              Version.of(5, 5),
              Source.of("information_schema.innodb_cmp")
                  .needs(Grant.PROCESS)
                  .costs("one statement, a row for each page size"))
          .onByDefault();

  private InnodbCmp() {}

  static Collector collector() {
    return QueryCollector.of(
        FACTS,
        """
        SELECT
          page_size,
          compress_ops,
          compress_ops_ok,
          compress_time,
          uncompress_ops,
          uncompress_time
        FROM information_schema.innodb_cmp
        """,
        List.of("page_size"),
        List.of(
            counter("compress_ops_total", "Pages of this size that InnoDB tried to compress."),
            counter("compress_ops_ok_total", "Pages of this size compressed with success."),
            counter("compress_time_seconds_total", "Time spent trying to compress pages."),
            counter("uncompress_ops_total", "Pages of this size that were uncompressed."),
            counter("uncompress_time_seconds_total", "Time spent uncompressing pages.")));
  }

  private static Column counter(String name, String help) {
    return Column.of(Family.counter("mysql_info_schema_innodb_cmp_" + name, help, "page_size"));
  }
}
