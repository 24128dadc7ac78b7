package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AutoIncrementColumnsTest {
  private static final String NEXT_VALUES =
      """
      SELECT table_schema, table_name, auto_increment
      FROM information_schema.tables
      WHERE auto_increment IS NOT NULL
        AND table_schema NOT IN ('information_schema', 'performance_schema', 'sys')
      """;
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
          END + (column_type LIKE '% unsigned%')
        ) - 1
      FROM information_schema.columns
      WHERE extra LIKE 'auto_increment%'
        AND table_schema NOT IN ('information_schema', 'performance_schema', 'sys')
      """;

  @Test
  void tellsTheNextAndTheGreatestValueOfAColumn() throws MysqlException {
    ScriptedRows tables =
        tables()
            .row("shop", "orders", "7")
            .row("mysql", "time_zone", "1")
            .row("shop", "flags", "3");
    ScriptedRows columns =
        columns()
            .row("mysql", "time_zone", "Time_zone_id", "4294967295")
            .row("shop", "flags", "id", "127")
            .row("shop", "orders", "id", "1.8446744073709552e19");

    assertThat(page(tables, columns))
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
    ScriptedRows tables = tables().row("shop", "rates", "5").row("shop", "tags", "9");
    ScriptedRows columns =
        columns().row("shop", "rates", "id", null).row("shop", "tags", "id", "255");

    assertThat(page(tables, columns))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_auto_increment_column gauge
            mysql_info_schema_auto_increment_column{column="id",schema="shop",table="rates"} 5
            mysql_info_schema_auto_increment_column{column="id",schema="shop",table="tags"} 9
            # TYPE mysql_info_schema_auto_increment_column_max gauge
            mysql_info_schema_auto_increment_column_max{column="id",schema="shop",table="tags"} 255
            """);
  }

  /** A table that had no next value when the server was asked, or was not there yet. */
  @Test
  void leavesOutAColumnWhoseTableHasNoNextValue() throws MysqlException {
    ScriptedRows tables = tables().row("shop", "Orders", "7").row("Shop", "orders", "8");
    ScriptedRows columns = columns().row("shop", "orders", "id", "127");

    assertThat(page(tables, columns)).isEmpty();
  }

  private static String page(ScriptedRows tables, ScriptedRows columns) throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36").answers(NEXT_VALUES, tables).answers(COLUMNS, columns);
    return Collected.by(new AutoIncrementColumns(), session);
  }

  private static ScriptedRows tables() {
    return ScriptedRows.of("table_schema", "table_name", "auto_increment");
  }

  private static ScriptedRows columns() {
    return ScriptedRows.of("table_schema", "table_name", "column_name", "max");
  }
}
