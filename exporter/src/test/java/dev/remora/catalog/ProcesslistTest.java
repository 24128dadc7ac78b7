package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcesslistTest {
  private static final String SQL =
      """
      SELECT
        user,
        IF(
          LOCATE(':', host) = 0,
          host,
          LEFT(host, CHAR_LENGTH(host) - LOCATE(':', REVERSE(host)))
        ) AS client,
        COALESCE(command, ''),
        COALESCE(state, ''),
        COUNT(*),
        SUM(time)
      FROM information_schema.processlist
      WHERE id <> CONNECTION_ID() AND time >= ?
      GROUP BY 1, 2, 3, 4
      """;
  private static final String RELAY = "Slave has read all relay log; waiting for more updates";

  @Test
  void addsUpSessionsByWhatTheyDoByUserAndByHost() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("manager", "10.0.7.234", "Sleep", "", "10", "87")
            .row("feedback", "10.0.7.154", "Sleep", "", "8", "842")
            .row("root", "10.0.7.253", "Sleep", "", "1", "20")
            .row("feedback", "10.0.7.179", "Sleep", "", "2", "14")
            .row("system user", "", "Connect", "waiting for handler commit", "1", "7271248")
            .row("manager", "10.0.7.234", "Sleep", "", "4", "62")
            .row("system user", "", "Query", RELAY, "1", "7271248")
            .row(
                "event_scheduler", "localhost", "Daemon", "Waiting on empty queue", "1", "7271248");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_processlist_processes_by_host gauge
            mysql_info_schema_processlist_processes_by_host{client_host="10.0.7.154"} 8
            mysql_info_schema_processlist_processes_by_host{client_host="10.0.7.179"} 2
            mysql_info_schema_processlist_processes_by_host{client_host="10.0.7.234"} 14
            mysql_info_schema_processlist_processes_by_host{client_host="10.0.7.253"} 1
            mysql_info_schema_processlist_processes_by_host{client_host="localhost"} 1
            mysql_info_schema_processlist_processes_by_host{client_host="unknown"} 2
            # TYPE mysql_info_schema_processlist_processes_by_user gauge
            mysql_info_schema_processlist_processes_by_user{mysql_user="event_scheduler"} 1
            mysql_info_schema_processlist_processes_by_user{mysql_user="feedback"} 10
            mysql_info_schema_processlist_processes_by_user{mysql_user="manager"} 14
            mysql_info_schema_processlist_processes_by_user{mysql_user="root"} 1
            mysql_info_schema_processlist_processes_by_user{mysql_user="system user"} 2
            # TYPE mysql_info_schema_processlist_seconds gauge
            mysql_info_schema_processlist_seconds{command="connect",state="waiting_for_handler_commit"} 7.271248e+06
            mysql_info_schema_processlist_seconds{command="daemon",state="waiting_on_empty_queue"} 7.271248e+06
            mysql_info_schema_processlist_seconds{command="query",state="slave_has_read_all_relay_log_waiting_for_more_updates"} 7.271248e+06
            mysql_info_schema_processlist_seconds{command="sleep",state="unknown"} 1025
            # TYPE mysql_info_schema_processlist_threads gauge
            mysql_info_schema_processlist_threads{command="connect",state="waiting_for_handler_commit"} 1
            mysql_info_schema_processlist_threads{command="daemon",state="waiting_on_empty_queue"} 1
            mysql_info_schema_processlist_threads{command="query",state="slave_has_read_all_relay_log_waiting_for_more_updates"} 1
            mysql_info_schema_processlist_threads{command="sleep",state="unknown"} 25
            """);
  }

  @Test
  @Tag("Q40")
  void addsUpBeyond32Bits() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("app", "a", "Sleep", "", "4294967295", "4294967296")
            .row("app", "b", "Sleep", "", "2", "-6");

    assertThat(page(rows))
        .contains(
            "_processes_by_user{mysql_user=\"app\"} 4.294967297e+09\n",
            "_seconds{command=\"sleep\",state=\"unknown\"} 4.29496729e+09\n",
            "_threads{command=\"sleep\",state=\"unknown\"} 4.294967297e+09\n");
  }

  @Test
  @Tag("Q41")
  void cutsOnlyThePortOffAnAddress() throws MysqlException {
    ScriptedRows rows = rows().row("app", "2001:db8::7", "Sleep", "", "1", "1");
    ScriptedSession session = session("0", rows);

    assertThat(Collected.by(new Processlist(), session))
        .contains("_processes_by_host{client_host=\"2001:db8::7\"} 1\n");
    assertThat(session.statements().getFirst())
        .contains("LEFT(host, CHAR_LENGTH(host) - LOCATE(':', REVERSE(host)))");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                          | unknown
          Sending data                | sending_data
          Waiting on cond; (a), b:c.d | waiting_on_cond_a_bcd
          non-cached                  | non_cached
          a_b/c'd                     | a_b/c'd
          ;                           | ""
          """)
  @Tag("Q42")
  void makesAWordOfAState(String state, String word) throws MysqlException {
    assertThat(page(rows().row("app", "a", "Query", state, "1", "1")))
        .contains("_threads{command=\"query\",state=\"" + word + "\"} 1\n");
  }

  @Test
  @Tag("Q42")
  void addsUpStatesThatBecomeOne() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("a", "h", "Query", "init-1", "1", "2")
            .row("a", "h", "Query", "init 1", "3", "4");

    assertThat(page(rows))
        .contains(
            "_seconds{command=\"query\",state=\"init_1\"} 6\n",
            "_threads{command=\"query\",state=\"init_1\"} 4\n");
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true", "false, false"})
  void leavesOutHostsOrUsersWhereAUserSaysSo(String byHost, String byUser) throws MysqlException {
    Chosen chosen =
        new Chosen(
            Map.of(
                "min_time", List.of("30"),
                "processes_by_host", List.of(byHost),
                "processes_by_user", List.of(byUser)));
    ScriptedSession session = session("30", rows().row("app", "h", "Sleep", "", "1", "60"));

    String page = Collected.by(new Processlist().with(chosen), session);

    assertThat(page.contains("processes_by_host{")).isEqualTo(byHost.equals("true"));
    assertThat(page.contains("processes_by_user{")).isEqualTo(byUser.equals("true"));
    assertThat(page).contains("_threads{", "_seconds{");
  }

  @Test
  void passesOverSessionsOfUnknownNumberOrTime() throws MysqlException {
    ScriptedRows rows =
        rows().row("a", "h", "Sleep", "", null, "1").row("a", "h", "Sleep", "", "1", null);

    assertThat(page(rows)).isEmpty();
  }

  @Test
  void servesNothingWithoutOtherSessions() throws MysqlException {
    assertThat(page(rows())).isEmpty();
  }

  private static String page(ScriptedRows rows) throws MysqlException {
    return Collected.by(new Processlist(), session("0", rows));
  }

  private static ScriptedSession session(String minTime, ScriptedRows rows) {
    return ScriptedSession.mysql("8.0.36").answers(SQL + "[" + minTime + "]", rows);
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("user", "client", "command", "state", "count", "seconds");
  }
}
