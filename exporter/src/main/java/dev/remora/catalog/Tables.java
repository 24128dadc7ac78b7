package dev.remora.catalog;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collector;
import dev.remora.collector.Conversion;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.Setting;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.FamilyBuffer;
import dev.remora.metric.SampleTable;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.Arrays;
import java.util.List;

/** Tables: what they are, how many rows, how many bytes. Views are tables without any. */
final class Tables implements Collector {
  private static final String ALL = "*";
  private static final Setting.Text DATABASES =
      new Setting.Text(
          "databases", ALL, "Databases to look at, with commas between them; * for all.");

  private static final Family VERSION =
      Family.gauge(
          "mysql_info_schema_table_version",
          "The version of a table's format, and what the table is like.",
          "schema",
          "table",
          "type",
          "engine",
          "row_format",
          "create_options");
  private static final Family ROWS =
      Family.gauge(
          "mysql_info_schema_table_rows", "Rows, as the engine estimates them.", "schema", "table");
  private static final Family SIZE =
      Family.gauge(
          "mysql_info_schema_table_size", "Bytes, by component.", "schema", "table", "component");

  private static final List<String> LABELS = List.of("schema", "table");
  private static final List<SampleTable.Column> COLUMNS =
      List.of(
          new SampleTable.Column(ROWS, List.of()),
          new SampleTable.Column(SIZE, List.of("data_length")),
          new SampleTable.Column(SIZE, List.of("index_length")),
          new SampleTable.Column(SIZE, List.of("data_free")));

  private static final String SELECT =
      """
      SELECT
        table_schema,
        table_name,
        table_type,
        COALESCE(engine, 'NONE'),
        COALESCE(row_format, 'NONE'),
        COALESCE(create_options, 'NONE'),
        COALESCE(version, 0),
        COALESCE(table_rows, 0),
        COALESCE(data_length, 0),
        COALESCE(index_length, 0),
        COALESCE(data_free, 0)
      FROM information_schema.tables
      WHERE table_schema
      """;
  private static final String NOT_OF_THE_SYSTEM =
      "NOT IN ('mysql', 'performance_schema', 'information_schema', 'sys')";

  private static final Facts FACTS =
      Facts.of(
              "info_schema.tables",
              "Tables: what they are, how many rows, how many bytes.",
              Version.of(5, 1),
              Source.of("information_schema.tables")
                  .needs(Grant.select("*.*"))
                  .where("databases besides the system's own")
                  .costs(
                      "one statement, or one for each database named; MySQL before 8.0"
                          + " and MariaDB open each table; five series each"))
          .takes(DATABASES)
          .serves(VERSION, ROWS, SIZE);

  private final List<String> databases;

  Tables() {
    this(Chosen.NOTHING);
  }

  private Tables(Chosen chosen) {
    this.databases =
        Arrays.stream(chosen.text(DATABASES).split(",", -1)).map(String::strip).distinct().toList();
  }

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public Collector with(Chosen chosen) {
    return new Tables(chosen);
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    SampleTable sizes = samples.table(LABELS, COLUMNS);
    if (databases.equals(List.of(ALL))) {
      try (Rows rows = session.query(SELECT + NOT_OF_THE_SYSTEM)) {
        add(rows, sizes, samples);
      }
      return;
    }
    // One by one: MySQL 5.7 and MariaDB look only at the folder of a database that "=" names.
    for (String database : databases) {
      try (Rows rows = session.query(SELECT + "= ?", database)) {
        add(rows, sizes, samples);
      }
    }
  }

  private static void add(Rows rows, SampleTable sizes, Samples samples) throws MysqlException {
    FamilyBuffer versions = samples.family(VERSION);
    while (rows.next()) {
      byte[] schema = rows.bytes(0);
      byte[] table = rows.bytes(1);
      double version = Conversion.number(rows, 6, samples);
      if (!Double.isNaN(version)) {
        versions
            .label(schema)
            .label(table)
            .label(rows.bytes(2))
            .label(rows.bytes(3))
            .label(rows.bytes(4))
            .label(rows.bytes(5))
            .value(version);
      }
      sizes.label(schema).label(table);
      for (int i = 0; i < COLUMNS.size(); i++) {
        sizes.number(Conversion.number(rows, 7 + i, samples));
      }
    }
  }
}
