package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.collector.Collector;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserStatisticsTest {
  private static final String VARIABLE = "SHOW GLOBAL VARIABLES WHERE variable_name = 'userstat'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TOTAL_CONNECTIONS      | total_connections             | counter
          CONCURRENT_CONNECTIONS | concurrent_connections        | gauge
          CONNECTED_TIME         | connected_time_seconds_total  | counter
          BUSY_TIME              | busy_seconds_total            | counter
          CPU_TIME               | cpu_time_seconds_total        | counter
          BYTES_RECEIVED         | bytes_received_total          | counter
          BYTES_SENT             | bytes_sent_total              | counter
          BINLOG_BYTES_WRITTEN   | binlog_bytes_written_total    | counter
          ROWS_READ              | rows_read_total               | counter
          ROWS_SENT              | rows_sent_total               | counter
          ROWS_DELETED           | rows_deleted_total            | counter
          ROWS_INSERTED          | rows_inserted_total           | counter
          ROWS_FETCHED           | rows_fetched_total            | counter
          ROWS_UPDATED           | rows_updated_total            | counter
          TABLE_ROWS_READ        | table_rows_read_total         | counter
          SELECT_COMMANDS        | select_commands_total         | counter
          UPDATE_COMMANDS        | update_commands_total         | counter
          OTHER_COMMANDS         | other_commands_total          | counter
          COMMIT_TRANSACTIONS    | commit_transactions_total     | counter
          ROLLBACK_TRANSACTIONS  | rollback_transactions_total   | counter
          DENIED_CONNECTIONS     | denied_connections_total      | counter
          LOST_CONNECTIONS       | lost_connections_total        | counter
          ACCESS_DENIED          | access_denied_total           | counter
          EMPTY_QUERIES          | empty_queries_total           | counter
          TOTAL_SSL_CONNECTIONS  | total_ssl_connections_total   | counter
          rows_read              | rows_read                     | untyped
          QUERIES_KILLED         | queries_killed                | untyped
          """)
  void namesAColumnAsTheReferenceDoes(String column, String name, String type)
      throws MysqlException {
    assertThat(page(UserStatistics.ofUsers(), "user_statistics", column, "user_test", "1002.5"))
        .isEqualTo(served("user_statistics", name, type, "user", "user_test", "1002.5"));
    assertThat(page(UserStatistics.ofClients(), "client_statistics", column, "10.0.0.7", "3"))
        .isEqualTo(served("client_statistics", name, type, "client", "10.0.0.7", "3"));
  }

  @Test
  @Tag("Q43")
  void countsByMariadbsLastColumnOnlyOfClients() throws MysqlException {
    String column = "MAX_STATEMENT_TIME_EXCEEDED";
    String name = "max_statement_time_exceeded";

    assertThat(page(UserStatistics.ofUsers(), "user_statistics", column, "u", "1"))
        .isEqualTo(served("user_statistics", name, "untyped", "user", "u", "1"));
    assertThat(page(UserStatistics.ofClients(), "client_statistics", column, "c", "1"))
        .isEqualTo(served("client_statistics", name + "_total", "counter", "client", "c", "1"));
  }

  @Test
  void takesTheFirstColumnForTheLabelAndMakesNoSampleOfNull() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("ANYTHING", "ROWS_READ", "ROWS_SENT", "ROWS_UPDATED")
            .row("a", "1", null, "0")
            .row("b", "2", "3", null);
    ScriptedSession session = session().answers(statement("user_statistics"), rows);

    assertThat(Collected.by(UserStatistics.ofUsers(), session))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_user_statistics_rows_read_total counter
            mysql_info_schema_user_statistics_rows_read_total{user="a"} 1
            mysql_info_schema_user_statistics_rows_read_total{user="b"} 2
            # TYPE mysql_info_schema_user_statistics_rows_sent_total counter
            mysql_info_schema_user_statistics_rows_sent_total{user="b"} 3
            # TYPE mysql_info_schema_user_statistics_rows_updated_total counter
            mysql_info_schema_user_statistics_rows_updated_total{user="a"} 0
            """);
  }

  @Test
  void namesItsFamiliesBeforeItRuns() {
    assertThat(UserStatistics.ofUsers().facts().families()).hasSize(26);
    assertThat(UserStatistics.ofClients().facts().families()).hasSize(26);
  }

  private static String page(
      Collector collector, String table, String column, String name, String value)
      throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("NAME", column).row(name, value);
    return Collected.by(collector, session().answers(statement(table), rows));
  }

  private static String served(
      String table, String name, String type, String label, String labelValue, String value) {
    return """
    # TYPE mysql_info_schema_%1$s_%2$s %3$s
    mysql_info_schema_%1$s_%2$s{%4$s="%5$s"} %6$s
    """
        .formatted(table, name, type, label, labelValue, value);
  }

  private static String statement(String table) {
    return "SELECT * FROM information_schema." + table;
  }

  private static ScriptedSession session() {
    return ScriptedSession.mariadb("10.11.6")
        .answers(VARIABLE, ScriptedRows.of("Variable_name", "Value").row("userstat", "ON"));
  }
}
