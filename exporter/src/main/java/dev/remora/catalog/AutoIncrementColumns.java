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

/**
 * How far AUTO_INCREMENT columns are from their end. Floating-point columns have no such end, so
 * they have no maximum; ZEROFILL and INVISIBLE columns count like all others.
 */
final class AutoIncrementColumns {
  private static final String PREFIX = "mysql_info_schema_auto_increment_column";

  private static final Facts FACTS =
      Facts.of(
          "auto_increment.columns",
          "Next and greatest value of AUTO_INCREMENT columns.",
          Version.of(5, 1),
          Source.of("information_schema.columns and information_schema.tables")
              .needs(Grant.select("*.*"))
              .where("tables with an AUTO_INCREMENT column")
              .costs("one statement that looks at every column; slow with very many tables"));

  private AutoIncrementColumns() {}

  static Collector collector() {
    return QueryCollector.of(
        FACTS,
        """
        SELECT STRAIGHT_JOIN
          c.table_schema,
          c.table_name,
          c.column_name,
          t.auto_increment,
          POW(
            2,
            CASE c.data_type
              WHEN 'tinyint' THEN 7
              WHEN 'smallint' THEN 15
              WHEN 'mediumint' THEN 23
              WHEN 'int' THEN 31
              WHEN 'bigint' THEN 63
            END + (c.column_type LIKE '% unsigned%')
          ) - 1
        FROM information_schema.columns c
        JOIN information_schema.tables t
          ON BINARY t.table_schema = c.table_schema AND BINARY t.table_name = c.table_name
        WHERE c.extra LIKE 'auto_increment%' AND t.auto_increment IS NOT NULL
        """,
        List.of("schema", "table", "column"),
        List.of(
            gauge(PREFIX, "The value that the next row will get."),
            gauge(PREFIX + "_max", "The greatest value that the column can hold.")));
  }

  private static Column gauge(String name, String help) {
    return Column.of(Family.gauge(name, help, "schema", "table", "column"));
  }
}
