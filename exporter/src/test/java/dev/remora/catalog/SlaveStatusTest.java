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
import org.junit.jupiter.params.provider.ValueSource;

class SlaveStatusTest {
  private static final String OLD = "SHOW SLAVE STATUS";
  private static final String NEW = "SHOW REPLICA STATUS";
  private static final String MARIADB = "SHOW ALL SLAVES STATUS";

  @Test
  void servesTheNumbersAndTheGtidsOfARow() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of(
                "Master_Host",
                "Read_Master_Log_Pos",
                "Slave_IO_Running",
                "Slave_SQL_Running",
                "Seconds_Behind_Master",
                "Gtid_IO_Pos")
            .row("127.0.0.1", "1", "Connecting", "Yes", "2", "0-1-2,3-4-5");

    assertThat(page(ScriptedSession.mysql("5.7.44").answers(OLD, rows)))
        .isEqualTo(
            """
            # TYPE mysql_slave_status_gtid_io_pos gauge
            mysql_slave_status_gtid_io_pos{channel_name="",connection_name="",domain_id="0",master_host="127.0.0.1",master_uuid="",server_id="1"} 2
            mysql_slave_status_gtid_io_pos{channel_name="",connection_name="",domain_id="3",master_host="127.0.0.1",master_uuid="",server_id="4"} 5
            # TYPE mysql_slave_status_read_master_log_pos untyped
            mysql_slave_status_read_master_log_pos{channel_name="",connection_name="",master_host="127.0.0.1",master_uuid=""} 1
            # TYPE mysql_slave_status_seconds_behind_master untyped
            mysql_slave_status_seconds_behind_master{channel_name="",connection_name="",master_host="127.0.0.1",master_uuid=""} 2
            # TYPE mysql_slave_status_slave_io_running untyped
            mysql_slave_status_slave_io_running{channel_name="",connection_name="",master_host="127.0.0.1",master_uuid=""} 0
            # TYPE mysql_slave_status_slave_sql_running untyped
            mysql_slave_status_slave_sql_running{channel_name="",connection_name="",master_host="127.0.0.1",master_uuid=""} 1
            """);
  }

  @Test
  @Tag("Q54")
  @Tag("Q55")
  void takesTheNewColumnsOfMysql84() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of(
                "Replica_IO_State",
                "Source_Host",
                "Source_Port",
                "Replica_IO_Running",
                "Replica_SQL_Running",
                "Seconds_Behind_Source",
                "Source_UUID",
                "Channel_Name")
            .row(
                "Waiting for source to send event",
                "db-0",
                "3306",
                "Yes",
                "No",
                null,
                "6c06e583-686f-11e6-b9e3-8336ad58138c",
                "");

    assertThat(page(ScriptedSession.mysql("8.4.3").answers(NEW, rows)))
        .isEqualTo(
            """
            # TYPE mysql_slave_status_replica_io_running untyped
            mysql_slave_status_replica_io_running{channel_name="",connection_name="",master_host="db-0",master_uuid="6c06e583-686f-11e6-b9e3-8336ad58138c"} 1
            # TYPE mysql_slave_status_replica_sql_running untyped
            mysql_slave_status_replica_sql_running{channel_name="",connection_name="",master_host="db-0",master_uuid="6c06e583-686f-11e6-b9e3-8336ad58138c"} 0
            # TYPE mysql_slave_status_source_port untyped
            mysql_slave_status_source_port{channel_name="",connection_name="",master_host="db-0",master_uuid="6c06e583-686f-11e6-b9e3-8336ad58138c"} 3306
            """);
  }

  @Test
  void tellsTheChannelsOfMysqlApart() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("Master_Host", "Seconds_Behind_Master", "Master_UUID", "Channel_Name")
            .row("db-1", "7", "uuid-1", "second")
            .row("db-0", "0", "uuid-0", "first");

    assertThat(page(ScriptedSession.mysql("8.0.36").answers(OLD, rows)))
        .isEqualTo(
            """
            # TYPE mysql_slave_status_seconds_behind_master untyped
            mysql_slave_status_seconds_behind_master{channel_name="first",connection_name="",master_host="db-0",master_uuid="uuid-0"} 0
            mysql_slave_status_seconds_behind_master{channel_name="second",connection_name="",master_host="db-1",master_uuid="uuid-1"} 7
            """);
  }

  @Test
  void tellsTheConnectionsOfMariadbApart() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of(
                "Connection_name",
                "Master_Host",
                "Seconds_Behind_Master",
                "Gtid_IO_Pos",
                "Gtid_Slave_Pos")
            .row("", "db-0", "0", "0-1-10", "0-1-9,1-2-7")
            .row("east", "db-1", "3", "", "0-1-9,1-2-7");

    assertThat(page(ScriptedSession.mariadb("10.11.6").answers(MARIADB, rows)))
        .isEqualTo(
            """
            # TYPE mysql_slave_status_gtid_io_pos gauge
            mysql_slave_status_gtid_io_pos{channel_name="",connection_name="",domain_id="0",master_host="db-0",master_uuid="",server_id="1"} 10
            # TYPE mysql_slave_status_gtid_slave_pos gauge
            mysql_slave_status_gtid_slave_pos{channel_name="",connection_name="",domain_id="0",master_host="db-0",master_uuid="",server_id="1"} 9
            mysql_slave_status_gtid_slave_pos{channel_name="",connection_name="",domain_id="1",master_host="db-0",master_uuid="",server_id="2"} 7
            mysql_slave_status_gtid_slave_pos{channel_name="",connection_name="east",domain_id="0",master_host="db-1",master_uuid="",server_id="1"} 9
            mysql_slave_status_gtid_slave_pos{channel_name="",connection_name="east",domain_id="1",master_host="db-1",master_uuid="",server_id="2"} 7
            # TYPE mysql_slave_status_seconds_behind_master untyped
            mysql_slave_status_seconds_behind_master{channel_name="",connection_name="",master_host="db-0",master_uuid=""} 0
            mysql_slave_status_seconds_behind_master{channel_name="",connection_name="east",master_host="db-1",master_uuid=""} 3
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0-1", "0-1-2-3", "0-1-x", "0-1-", "0-1--2", "-", "", ",", "0-1-2.5"})
  void passesOverMalformedGtids(String item) throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("Gtid_Slave_Pos").row(item + ",7-8-9");

    assertThat(page(ScriptedSession.mariadb("10.11.6").answers(MARIADB, rows)))
        .isEqualTo(
            """
            # TYPE mysql_slave_status_gtid_slave_pos gauge
            mysql_slave_status_gtid_slave_pos{channel_name="",connection_name="",domain_id="7",master_host="",master_uuid="",server_id="8"} 9
            """);
  }

  @Test
  void servesASequenceNumberOfSixtyFourBits() throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("Gtid_Slave_Pos").row("0-1-18446744073709551615");

    assertThat(page(ScriptedSession.mariadb("10.11.6").answers(MARIADB, rows)))
        .contains("} 1.8446744073709552e+19\n");
  }

  @ParameterizedTest
  @CsvSource({"Preparing", "''"})
  @Tag("Q53")
  void makesNoSampleOfAStateThatIsNeitherOnNorOff(String state) throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("Master_Host", "Slave_IO_Running").row("db-0", state);

    assertThat(page(ScriptedSession.mysql("8.0.36").answers(OLD, rows))).isEmpty();
  }

  @Test
  void collectsNothingWhereNothingIsReplicated() throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("Master_Host", "Slave_IO_Running");

    assertThat(page(ScriptedSession.mysql("8.0.36").answers(OLD, rows))).isEmpty();
  }

  @ParameterizedTest
  @Tag("Q25")
  @CsvSource({
    "5.6.51, SHOW SLAVE STATUS",
    "8.0.36, SHOW SLAVE STATUS",
    "8.3.0, SHOW SLAVE STATUS",
    "8.4.0, SHOW REPLICA STATUS",
    "9.1.0, SHOW REPLICA STATUS"
  })
  void asksMysqlInTheWordsOfItsVersion(String version, String sql) throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql(version).answers(sql, ScriptedRows.of("Master_Host"));

    assertThat(page(session)).isEmpty();
    assertThat(session.statements()).containsExactly(sql);
  }

  @ParameterizedTest
  @CsvSource({
    "1e5, 100000",
    "1_000, 1000",
    "0x1p4, 16",
    "inf, +Inf",
    "nan, NaN",
    "shop, ''",
    "0x10, ''"
  })
  @Tag("Q52")
  void servesTheNameOfADatabaseThatReadsAsANumber(String database, String value)
      throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("Replicate_Do_DB").row(database);

    String page = page(ScriptedSession.mysql("8.0.36").answers(OLD, rows));

    if (value.isEmpty()) {
      assertThat(page).isEmpty();
    } else {
      assertThat(page)
          .startsWith("# TYPE mysql_slave_status_replicate_do_db untyped\n")
          .endsWith("} " + value + "\n");
    }
  }

  @Test
  void passesTheServersErrorOn() {
    MysqlException denied = ScriptedSession.refusal(1227, "42000", "Access denied");
    ScriptedSession session = ScriptedSession.mariadb("10.11.6").fails(MARIADB, denied);

    assertThatThrownBy(() -> new SlaveStatus().collect(session, new Samples())).isSameAs(denied);
  }

  private static String page(ScriptedSession session) throws MysqlException {
    return Collected.by(new SlaveStatus(), session);
  }
}
