package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AutoIncrementColumnsTest {
  private static final String SQL =
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
      """;

  @Test
  void tellsTheNextAndTheGreatestValueOfAColumn() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("mysql", "time_zone", "Time_zone_id", "1", "4294967295")
            .row("shop", "flags", "id", "3", "127")
            .row("shop", "orders", "id", "7", "1.8446744073709552e19");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_auto_increment_column gauge
            mysql_info_schema_auto_increment_column{column="Time_zone_id",schema="mysql",table="time_zone"} 1
            mysql_info_schema_auto_increment_column{column="id",schema="shop",table="flags"} 3
            mysql_info_schema_auto_increment_column{column="id",schema="shop",table="orders"} 7
            # TYPE mysql_info_schema_auto_increment_column_max gauge
            mysql_info_schema_auto_increment_column_max{column="Time_zone_id",schema="mysql",table="time_zone"} 4.294967295e+09
            mysql_info_schema_auto_increment_column_max{column="id",schema="shop",table="flags"} 127
            mysql_info_schema_auto_increment_column_max{column="id",schema="shop",table="orders"} 1.8446744073709552e+19
            """);
  }

  @Test
  @Tag("Q39")
  void tellsOnlyTheNextValueOfAFloatingPointColumn() throws MysqlException {
    ScriptedRows rows =
        rows().row("shop", "rates", "id", "5", null).row("shop", "tags", "id", "9", "255");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_auto_increment_column gauge
            mysql_info_schema_auto_increment_column{column="id",schema="shop",table="rates"} 5
            mysql_info_schema_auto_increment_column{column="id",schema="shop",table="tags"} 9
            # TYPE mysql_info_schema_auto_increment_column_max gauge
            mysql_info_schema_auto_increment_column_max{column="id",schema="shop",table="tags"} 255
            """);
  }

  private static String page(ScriptedRows rows) throws MysqlException {
    ScriptedSession session = ScriptedSession.mysql("8.0.36").answers(SQL, rows);
    return Collected.by(AutoIncrementColumns.collector(), session);
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("table_schema", "table_name", "column_name", "next", "max");
  }
}
