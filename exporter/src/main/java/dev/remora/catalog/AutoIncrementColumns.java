package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Conversion;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.SampleTable;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far AUTO_INCREMENT columns are from their end. Floating-point columns have no such end, so
 * they have no maximum; ZEROFILL and INVISIBLE columns count like all others.
 *
 * <p>Tables and columns are joined here: with 10 000 tables MariaDB takes 9 seconds to do it, and
 * 0.6 to give both.
 */
final class AutoIncrementColumns implements Collector {
  private static final String PREFIX = "mysql_info_schema_auto_increment_column";

  // No column of theirs counts upwards, and there are thousands.
  private static final String SCHEMAS =
      "table_schema NOT IN ('information_schema', 'performance_schema', 'sys')";

  private static final String NEXT_VALUES =
      """
      SELECT table_schema, table_name, auto_increment
      FROM information_schema.tables
      WHERE auto_increment IS NOT NULL AND %s
      """
          .formatted(SCHEMAS);

  private static final String COLUMNS =
      """
      SELECT
        table_schema,
        table_name,
        column_name,
        POW(
          2,
          CASE data_type
            WHEN 'tinyint' THEN 7
            WHEN 'smallint' THEN 15
            WHEN 'mediumint' THEN 23
            WHEN 'int' THEN 31
            WHEN 'bigint' THEN 63
          END + (column_type LIKE '%% unsigned%%')
        ) - 1
      FROM information_schema.columns
      WHERE extra LIKE 'auto_increment%%' AND %s
      """
          .formatted(SCHEMAS);

  private static final List<String> LABELS = List.of("schema", "table", "column");
  private static final Family NEXT = gauge("", "The value that the next row will get.");
  private static final Family MAX = gauge("_max", "The greatest value that the column can hold.");
  private static final List<SampleTable.Column> SERVED =
      List.of(new SampleTable.Column(NEXT, List.of()), new SampleTable.Column(MAX, List.of()));

  private static final Facts FACTS =
      Facts.of(
              "auto_increment.columns",
              "Next and greatest value of AUTO_INCREMENT columns.",
              Version.of(5, 1),
              Source.of("information_schema.columns and information_schema.tables")
                  .needs(Grant.select("*.*"))
                  .where("tables with an AUTO_INCREMENT column")
                  .costs(
                      "two statements that look at every table; MySQL before 8.0 and MariaDB open"
                          + " each"))
          .serves(NEXT, MAX);

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    Map<String, Map<String, Double>> nextValues = nextValues(session, samples);
    SampleTable table = samples.table(LABELS, SERVED);
    try (Rows rows = session.query(COLUMNS)) {
      while (rows.next()) {
        String schema = rows.text(0);
        String name = rows.text(1);
        Double next = nextValues.getOrDefault(schema, Map.of()).get(name);
        if (next != null) {
          table
              .label(schema)
              .label(name)
              .label(rows.text(2))
              .number(next)
              .number(Conversion.number(rows, 3, samples));
        }
      }
    }
  }

  private static Map<String, Map<String, Double>> nextValues(Session session, Samples samples)
      throws MysqlException {
    Map<String, Map<String, Double>> values = new HashMap<>();
    try (Rows rows = session.query(NEXT_VALUES)) {
      while (rows.next()) {
        values
            .computeIfAbsent(rows.text(0), schema -> new HashMap<>())
            .put(rows.text(1), Conversion.number(rows, 2, samples));
      }
    }
    return values;
  }

  private static Family gauge(String suffix, String help) {
    return Family.gauge(PREFIX + suffix, help, LABELS.toArray(String[]::new));
  }
}
