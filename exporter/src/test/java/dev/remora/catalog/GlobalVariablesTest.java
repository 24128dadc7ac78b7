package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GlobalVariablesTest {
  private static final String OPTIONS =
      "evs.auto_evict = 0; gcache.keep_pages_size = 0; gcache.page_size = 128M;"
          + " gcache.size = 128M; gcomm.thread_prio = ; ";

  @Test
  void servesNumbersAsGaugesAndSomeTextsAsLabels() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("wait_timeout", "28800")
            .row("version_compile_os", "Linux")
            .row("userstat", "OFF")
            .row("transaction_prealloc_size", "4096")
            .row("tx_isolation", "REPEATABLE-READ")
            .row("tmp_table_size", "16777216")
            .row("tmpdir", "/tmp")
            .row("sync_binlog", "0")
            .row("sync_frm", "ON")
            .row("slow_launch_time", "2")
            .row("innodb_version", "5.6.30-76.3")
            .row("version", "5.6.30-76.3-56")
            .row("version_comment", "Percona XtraDB Cluster...")
            .row("wsrep_cluster_name", "supercluster")
            .row("wsrep_provider_options", OPTIONS);

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_galera_gcache_size_bytes gauge
            mysql_galera_gcache_size_bytes 1.34217728e+08
            # TYPE mysql_galera_variables_info gauge
            mysql_galera_variables_info{wsrep_cluster_name="supercluster"} 1
            # TYPE mysql_global_variables_slow_launch_time gauge
            mysql_global_variables_slow_launch_time 2
            # TYPE mysql_global_variables_sync_binlog gauge
            mysql_global_variables_sync_binlog 0
            # TYPE mysql_global_variables_sync_frm gauge
            mysql_global_variables_sync_frm 1
            # TYPE mysql_global_variables_tmp_table_size gauge
            mysql_global_variables_tmp_table_size 1.6777216e+07
            # TYPE mysql_global_variables_transaction_prealloc_size gauge
            mysql_global_variables_transaction_prealloc_size 4096
            # TYPE mysql_global_variables_userstat gauge
            mysql_global_variables_userstat 0
            # TYPE mysql_global_variables_wait_timeout gauge
            mysql_global_variables_wait_timeout 28800
            # TYPE mysql_transaction_isolation gauge
            mysql_transaction_isolation{level="REPEATABLE-READ"} 1
            # TYPE mysql_version_info gauge
            mysql_version_info{innodb_version="5.6.30-76.3",version="5.6.30-76.3-56",version_comment="Percona XtraDB Cluster..."} 1
            """);
  }

  @Test
  @Tag("Q58")
  void keepsAVersionThatLooksLikeANumberAsALabel() throws MysqlException {
    ScriptedRows rows = rows().row("innodb_version", "5.7").row("version", "8.0");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_global_variables_innodb_version gauge
            mysql_global_variables_innodb_version 5.7
            # TYPE mysql_global_variables_version gauge
            mysql_global_variables_version 8
            # TYPE mysql_version_info gauge
            mysql_version_info{innodb_version="5.7",version="8.0",version_comment=""} 1
            """);
  }

  @Test
  void tellsTheVersionEvenWhereTheServerTellsNone() throws MysqlException {
    assertThat(page(rows()))
        .isEqualTo(
            """
            # TYPE mysql_version_info gauge
            mysql_version_info{innodb_version="",version="",version_comment=""} 1
            """);
  }

  @Test
  void prefersTheNewNameOfTheIsolationLevel() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("transaction_isolation", "READ-COMMITTED")
            .row("tx_isolation", "REPEATABLE-READ");

    assertThat(page(rows))
        .contains("mysql_transaction_isolation{level=\"READ-COMMITTED\"} 1\n")
        .doesNotContain("REPEATABLE-READ");
  }

  @Test
  @Tag("Q57")
  void namesTheClusterEvenOfAMariadbThatIsInNone() throws MysqlException {
    ScriptedRows rows = rows().row("wsrep_cluster_name", "my_wsrep_cluster").row("wsrep_on", "OFF");

    assertThat(page(rows))
        .contains("mysql_galera_variables_info{wsrep_cluster_name=\"my_wsrep_cluster\"} 1\n");
  }

  @Test
  @Tag("Q20")
  void keepsTheFirstOfAVariableOfPluginAndComponent() throws MysqlException {
    ScriptedRows rows =
        rows().row("validate_password_length", "8").row("validate_password.length", "9");

    assertThat(page(rows))
        .contains("mysql_global_variables_validate_password_length 8\n")
        .doesNotContain("mysql_global_variables_validate_password_length 9\n");
  }

  @Test
  void saysNothingOfGaleraWhereItsTextsAreEmpty() throws MysqlException {
    ScriptedRows rows = rows().row("wsrep_cluster_name", "").row("wsrep_provider_options", null);

    assertThat(page(rows)).doesNotContain("galera");
  }

  @Test
  void replacesWhatAMetricNameCannotHold() throws MysqlException {
    ScriptedRows rows = rows().row("validate_password.length", "8");

    assertThat(page(rows)).contains("mysql_global_variables_validate_password_length 8\n");
  }

  private static String page(ScriptedRows rows) throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36").answers("SHOW GLOBAL VARIABLES", rows);
    return Collected.by(new GlobalVariables(), session);
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("Variable_name", "Value");
  }
}
