package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.collector.Collected;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlaveHostsTest {
  private static final String OLD = "SHOW SLAVE HOSTS";
  private static final String NEW = "SHOW REPLICAS";
  private static final String UUID = "14cb6624-7f93-11e0-b2c0-c80aa9429562";

  @Test
  @Tag("Q44")
  void namesTheReplicasUnderTheReferencesName() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("Server_id", "Host", "Port", "Master_id", "Slave_UUID")
            .row("192168010", "iconnect2", "3306", "192168011", UUID)
            .row("1921680101", "athena", "3306", "192168011", "");

    assertThat(page(ScriptedSession.mysql("5.7.44").answers(OLD, rows)))
        .isEqualTo(
            """
            # TYPE mysql_heartbeat_mysql_slave_hosts_info gauge
            mysql_heartbeat_mysql_slave_hosts_info{master_id="192168011",port="3306",server_id="192168010",slave_host="iconnect2",slave_uuid="%s"} 1
            mysql_heartbeat_mysql_slave_hosts_info{master_id="192168011",port="3306",server_id="1921680101",slave_host="athena",slave_uuid=""} 1
            """
                .formatted(UUID));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Server_id Host Port Rpl_recovery_rank Master_id      | 7 h 0 1 9                                                 | 9 | ''
          Server_id Host Port Master_id                        | 7 h 0 9                                                   | 9 | ''
          Server_Id Host Port Source_Id Replica_UUID           | 7 h 0 9 14cb6624-7f93-11e0-b2c0-c80aa9429562              | 9 | 14cb6624-7f93-11e0-b2c0-c80aa9429562
          Server_id Host User Password Port Master_id Slave_UUID | 7 h repl secret 0 9 14cb6624-7f93-11e0-b2c0-c80aa9429562 | 9 | 14cb6624-7f93-11e0-b2c0-c80aa9429562
          """)
  void findsTheColumnsByName(String columns, String row, String source, String uuid)
      throws MysqlException {
    ScriptedRows rows = ScriptedRows.of(columns.split(" ", -1)).row(row.split(" ", -1));

    assertThat(page(ScriptedSession.mysql("8.0.36").answers(OLD, rows)))
        .endsWith(
            "{master_id=\"%s\",port=\"0\",server_id=\"7\",slave_host=\"h\",slave_uuid=\"%s\"} 1\n"
                .formatted(source, uuid));
  }

  @ParameterizedTest
  @CsvSource({
    "MYSQL, 8.0.36, SHOW SLAVE HOSTS",
    "MYSQL, 8.4.0, SHOW REPLICAS",
    "MARIADB, 11.4.2, SHOW SLAVE HOSTS"
  })
  void asksInTheWordsOfTheServer(String flavour, String version, String sql) throws MysqlException {
    ScriptedSession session =
        flavour.equals("MARIADB")
            ? ScriptedSession.mariadb(version)
            : ScriptedSession.mysql(version);
    session.answers(sql, ScriptedRows.of("Server_id"));

    assertThat(page(session)).isEmpty();
    assertThat(session.statements()).containsExactly(sql);
  }

  @ParameterizedTest
  @CsvSource({"8.0.36, SHOW REPLICAS", "8.4.0, SHOW SLAVE HOSTS"})
  void triesTheOtherWordsWhereTheServerDoesNotKnowTheFirst(String version, String sql)
      throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("Server_Id", "Host").row("7", "h");
    ScriptedSession session = ScriptedSession.mysql(version).answers(sql, rows);

    assertThat(page(session)).contains("server_id=\"7\"");
    assertThat(session.statements()).hasSize(2).endsWith(sql);
  }

  @Test
  void passesEveryOtherErrorOnWithoutASecondStatement() {
    MysqlException denied = ScriptedSession.refusal(1227, "42000", "Access denied");
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36").fails(OLD, denied).answers(NEW, ScriptedRows.of("Host"));

    assertThatThrownBy(() -> new SlaveHosts().collect(session, new Samples())).isSameAs(denied);
    assertThat(session.statements()).containsExactly(OLD);
  }

  private static String page(ScriptedSession session) throws MysqlException {
    return Collected.by(new SlaveHosts(), session);
  }
}
