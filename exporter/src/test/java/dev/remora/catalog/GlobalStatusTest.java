package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.remora.collector.Collected;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobalStatusTest {
  private static final String SQL = "SHOW GLOBAL STATUS";
  private static final String UUID = "6c06e583-686f-11e6-b9e3-8336ad58138c";

  @Test
  @Tag("Q49")
  void putsGroupsOfVariablesUnderLabels() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("Com_alter_db", "1")
            .row("Com_show_status", "2")
            .row("Com_select", "3")
            .row("Com_stmt_execute", "4")
            .row("Compression", "OFF")
            .row("Connection_errors_internal", "4")
            .row("Handler_commit", "5")
            .row("Innodb_rows_read", "8")
            .row("Performance_schema_users_lost", "9");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_global_status_commands_total counter
            mysql_global_status_commands_total{command="alter_db"} 1
            mysql_global_status_commands_total{command="select"} 3
            mysql_global_status_commands_total{command="show_status"} 2
            mysql_global_status_commands_total{command="stmt_execute"} 4
            # TYPE mysql_global_status_compression untyped
            mysql_global_status_compression 0
            # TYPE mysql_global_status_connection_errors_total counter
            mysql_global_status_connection_errors_total{error="internal"} 4
            # TYPE mysql_global_status_handlers_total counter
            mysql_global_status_handlers_total{handler="commit"} 5
            # TYPE mysql_global_status_innodb_row_ops_total counter
            mysql_global_status_innodb_row_ops_total{operation="read"} 8
            # TYPE mysql_global_status_performance_schema_lost_total counter
            mysql_global_status_performance_schema_lost_total{instrumentation="users_lost"} 9
            """);
  }

  @Test
  @Tag("Q50")
  void tellsStatesOfPoolPagesFromWhatHappensToThem() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("Innodb_buffer_pool_pages_data", "6")
            .row("Innodb_buffer_pool_pages_dirty", "7")
            .row("Innodb_buffer_pool_pages_flushed", "7")
            .row("Innodb_buffer_pool_pages_free", "8")
            .row("Innodb_buffer_pool_pages_misc", "9")
            .row("Innodb_buffer_pool_pages_old", "10")
            .row("Innodb_buffer_pool_pages_total", "11")
            .row("Innodb_buffer_pool_pages_lru_flushed", "13")
            .row("Innodb_buffer_pool_pages_made_not_young", "14")
            .row("Innodb_buffer_pool_pages_made_young", "15")
            .row("Innodb_buffer_pool_pages_latched", "16");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_global_status_buffer_pool_dirty_pages gauge
            mysql_global_status_buffer_pool_dirty_pages 7
            # TYPE mysql_global_status_buffer_pool_page_changes_total counter
            mysql_global_status_buffer_pool_page_changes_total{operation="flushed"} 7
            mysql_global_status_buffer_pool_page_changes_total{operation="latched"} 16
            mysql_global_status_buffer_pool_page_changes_total{operation="lru_flushed"} 13
            mysql_global_status_buffer_pool_page_changes_total{operation="made_not_young"} 14
            mysql_global_status_buffer_pool_page_changes_total{operation="made_young"} 15
            # TYPE mysql_global_status_buffer_pool_pages gauge
            mysql_global_status_buffer_pool_pages{state="data"} 6
            mysql_global_status_buffer_pool_pages{state="free"} 8
            mysql_global_status_buffer_pool_pages{state="misc"} 9
            mysql_global_status_buffer_pool_pages{state="old"} 10
            """);
  }

  @Test
  void servesAllOtherNumbersByName() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("Slave_running", "OFF")
            .row("Ssl_version", "")
            .row("Ssl_cipher", null)
            .row("Ssl_server_not_after", "Feb 16 08:26:01 2032 GMT")
            .row("Uptime", "10")
            .row("Rsa_public_key", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n")
            .row("validate_password.dictionary_file_words_count", "11")
            .row("wsrep_cluster_status", "Primary");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_global_status_slave_running untyped
            mysql_global_status_slave_running 0
            # TYPE mysql_global_status_ssl_server_not_after untyped
            mysql_global_status_ssl_server_not_after 1.960532761e+09
            # TYPE mysql_global_status_uptime untyped
            mysql_global_status_uptime 10
            # TYPE mysql_global_status_validate_password_dictionary_file_words_count untyped
            mysql_global_status_validate_password_dictionary_file_words_count 11
            # TYPE mysql_global_status_wsrep_cluster_status untyped
            mysql_global_status_wsrep_cluster_status 1
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"com_", "handler_", "innodb_rows_", "innodb_buffer_pool_pages_"})
  void putsNoVariableUnderALabelThatWouldBeEmpty(String name) throws MysqlException {
    assertThat(page(rows().row(name, "1")))
        .isEqualTo(
            """
            # TYPE mysql_global_status_%1$s untyped
            mysql_global_status_%1$s 1
            """
                .formatted(name));
  }

  @Test
  @Tag("Q49")
  void takesForALossWhatTheReferenceTakesForOne() throws MysqlException {
    String variable = "Performance_schema_session_connect_attrs_longest_seen";

    assertThat(page(rows().row(variable, "131")))
        .isEqualTo(
            """
            # TYPE mysql_global_status_performance_schema_lost_total counter
            mysql_global_status_performance_schema_lost_total{instrumentation="session_connect_attrs_longest_seen"} 131
            """);
  }

  @Test
  @Tag("Q48")
  void readsTheTimeOfAnEventAsUtc() throws MysqlException {
    assertThat(page(rows().row("Max_used_connections_time", "2024-03-01 12:34:56")))
        .endsWith("mysql_global_status_max_used_connections_time 1.709296496e+09\n");
  }

  @Test
  void tellsTheGaleraNodeAndItsLatency() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("wsrep_local_state_uuid", UUID)
            .row("wsrep_cluster_state_uuid", UUID)
            .row("wsrep_provider_version", "3.16(r5c765eb)")
            .row("wsrep_evs_repl_latency", "0.000227664/0.00034135/0.000544298/6.03708e-05/212");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_galera_evs_repl_latency_avg_seconds gauge
            mysql_galera_evs_repl_latency_avg_seconds 0.00034135
            # TYPE mysql_galera_evs_repl_latency_max_seconds gauge
            mysql_galera_evs_repl_latency_max_seconds 0.000544298
            # TYPE mysql_galera_evs_repl_latency_min_seconds gauge
            mysql_galera_evs_repl_latency_min_seconds 0.000227664
            # TYPE mysql_galera_evs_repl_latency_sample_size gauge
            mysql_galera_evs_repl_latency_sample_size 212
            # TYPE mysql_galera_evs_repl_latency_stdev gauge
            mysql_galera_evs_repl_latency_stdev 6.03708e-05
            # TYPE mysql_galera_status_info gauge
            mysql_galera_status_info{wsrep_cluster_state_uuid="%1$s",wsrep_local_state_uuid="%1$s",wsrep_provider_version="3.16(r5c765eb)"} 1
            """
                .formatted(UUID));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/2/3/4", "1/2/3/4/5/6", "1/2/x/4/5", "1/2//4/5", "////", "/"})
  void leavesOutALatencyThatIsNotFiveNumbers(String latency) throws MysqlException {
    assertThat(page(rows().row("wsrep_evs_repl_latency", latency))).isEmpty();
  }

  @Test
  void saysNothingOfAClusterWithoutALocalState() throws MysqlException {
    ScriptedRows rows =
        rows().row("wsrep_local_state_uuid", "").row("wsrep_cluster_state_uuid", UUID);

    assertThat(page(rows)).isEmpty();
  }

  @Test
  @Tag("Q20")
  void keepsTheFirstOfTwoVariablesOfOneName() throws MysqlException {
    ScriptedSession session =
        session(rows().row("validate_password_x", "1").row("validate_password.x", "2"));
    Samples samples = new Samples();

    new GlobalStatus().collect(session, samples);

    assertThat(Collected.text(samples)).contains("mysql_global_status_validate_password_x 1\n");
    assertThat(samples.dropped())
        .containsOnly(
            entry("mysql_global_status_validate_password_x has a sample with the same labels", 1));
  }

  @Test
  void passesTheServersErrorOn() {
    MysqlException denied = ScriptedSession.refusal(1227, "42000", "Access denied");
    ScriptedSession session = ScriptedSession.mysql("8.0.36").fails(SQL, denied);

    assertThatThrownBy(() -> new GlobalStatus().collect(session, new Samples())).isSameAs(denied);
  }

  private static String page(ScriptedRows rows) throws MysqlException {
    return Collected.by(new GlobalStatus(), session(rows));
  }

  private static ScriptedSession session(ScriptedRows rows) {
    return ScriptedSession.mysql("8.0.36").answers(SQL, rows);
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("Variable_name", "Value");
  }
}
