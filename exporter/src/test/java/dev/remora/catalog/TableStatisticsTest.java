package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.collector.Collected;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two collectors of one table, and the question whether it is filled at all. */
class TableStatisticsTest {
  private static final String VARIABLE = "SHOW GLOBAL VARIABLES WHERE variable_name = 'userstat'";
  private static final String OLD_VARIABLE =
      "SHOW GLOBAL VARIABLES WHERE variable_name = 'userstat_running'";
  private static final String BY_TABLE =
      """
      SELECT
        table_schema,
        table_name,
        rows_read,
        rows_changed,
        rows_changed_x_indexes
      FROM information_schema.table_statistics
      """;
  private static final String BY_SCHEMA =
      """
      SELECT
        table_schema,
        SUM(rows_read),
        SUM(rows_changed),
        SUM(rows_changed_x_indexes)
      FROM information_schema.table_statistics
      GROUP BY table_schema
      """;

  @Test
  void countsRowsByTable() throws MysqlException {
    ScriptedRows rows =
        byTable()
            .row("mysql", "db", "238", "0", "8")
            .row("mysql", "proxies_priv", "99", "1", null)
            .row("mysql", "user", "1064", "2", "5");

    assertThat(Collected.by(TableStats.collector(), switchedTo("ON").answers(BY_TABLE, rows)))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_table_statistics_rows_changed_total counter
            mysql_info_schema_table_statistics_rows_changed_total{schema="mysql",table="db"} 0
            mysql_info_schema_table_statistics_rows_changed_total{schema="mysql",table="proxies_priv"} 1
            mysql_info_schema_table_statistics_rows_changed_total{schema="mysql",table="user"} 2
            # TYPE mysql_info_schema_table_statistics_rows_changed_x_indexes_total counter
            mysql_info_schema_table_statistics_rows_changed_x_indexes_total{schema="mysql",table="db"} 8
            mysql_info_schema_table_statistics_rows_changed_x_indexes_total{schema="mysql",table="user"} 5
            # TYPE mysql_info_schema_table_statistics_rows_read_total counter
            mysql_info_schema_table_statistics_rows_read_total{schema="mysql",table="db"} 238
            mysql_info_schema_table_statistics_rows_read_total{schema="mysql",table="proxies_priv"} 99
            mysql_info_schema_table_statistics_rows_read_total{schema="mysql",table="user"} 1064
            """);
  }

  @Test
  void countsRowsBySchema() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("schema", "read", "changed", "x_indexes")
            .row("mysql", "238", "0", "8")
            .row("default", "18446744073709551615", "1", "2");

    assertThat(Collected.by(SchemaStats.collector(), switchedTo("ON").answers(BY_SCHEMA, rows)))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_schema_statistics_rows_changed_total counter
            mysql_info_schema_schema_statistics_rows_changed_total{schema="default"} 1
            mysql_info_schema_schema_statistics_rows_changed_total{schema="mysql"} 0
            # TYPE mysql_info_schema_schema_statistics_rows_changed_x_indexes_total counter
            mysql_info_schema_schema_statistics_rows_changed_x_indexes_total{schema="default"} 2
            mysql_info_schema_schema_statistics_rows_changed_x_indexes_total{schema="mysql"} 8
            # TYPE mysql_info_schema_schema_statistics_rows_read_total counter
            mysql_info_schema_schema_statistics_rows_read_total{schema="default"} 1.8446744073709552e+19
            mysql_info_schema_schema_statistics_rows_read_total{schema="mysql"} 238
            """);
  }

  @Test
  @Tag("Q20")
  void keepsTheFirstOfATableAndATemporaryTableOfOneName() throws MysqlException {
    ScriptedRows rows = byTable().row("db", "t", "1", "2", "3").row("db", "t", "4", "5", "6");
    Samples samples = new Samples();

    TableStats.collector().collect(switchedTo("ON").answers(BY_TABLE, rows), samples);

    assertThat(Collected.text(samples)).contains("_rows_read_total{schema=\"db\",table=\"t\"} 1\n");
    assertThat(samples.dropped()).hasSize(3);
  }

  @Test
  @Tag("Q68")
  void asksNoFurtherWhereStatisticsAreOff() throws MysqlException {
    ScriptedSession session = switchedTo("OFF");

    assertThat(Collected.by(TableStats.collector(), session)).isEmpty();
    assertThat(session.statements()).containsExactly(VARIABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ON", "1", "Off", ""})
  @Tag("Q68")
  void asksUnlessTheyAreExactlyOff(String value) throws MysqlException {
    ScriptedSession session = switchedTo(value).answers(BY_TABLE, byTable());

    Collected.by(TableStats.collector(), session);

    assertThat(session.statements()).hasSize(2);
  }

  @Test
  @Tag("Q68")
  void servesNothingWhereThereIsNoSuchVariable() throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .answers(VARIABLE, ScriptedRows.of("name", "value"))
            .answers(OLD_VARIABLE, ScriptedRows.of("name", "value"));

    assertThat(Collected.by(TableStats.collector(), session)).isEmpty();
    assertThat(session.statements()).containsExactly(VARIABLE, OLD_VARIABLE);
  }

  @Test
  @Tag("Q68")
  void servesNothingWhereTheServerRefusesToSay() throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .fails(VARIABLE, ScriptedSession.refusal(1227, "42000", "Access denied"));

    assertThat(Collected.by(TableStats.collector(), session)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "REFUSED", mode = EnumSource.Mode.EXCLUDE)
  void failsWhereTheServerCouldNotSay(Kind kind) {
    MysqlException broken = new MysqlException(kind, MysqlException.NO_CODE, "broken");
    ScriptedSession session = ScriptedSession.mysql("8.0.36").fails(VARIABLE, broken);

    assertThatThrownBy(() -> TableStats.collector().collect(session, new Samples()))
        .isSameAs(broken);
  }

  private static ScriptedSession switchedTo(String value) {
    ScriptedRows rows = ScriptedRows.of("Variable_name", "Value").row("userstat", value);
    return ScriptedSession.mariadb("10.11.6").answers(VARIABLE, rows);
  }

  private static ScriptedRows byTable() {
    return ScriptedRows.of("schema", "table", "read", "changed", "x_indexes");
  }
}
