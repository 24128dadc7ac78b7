package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Test;

class ReplicationGroupMembersTest {
  private static final String SQL = "SELECT * FROM performance_schema.replication_group_members";

  @Test
  void makesALabelOfEveryColumnOfMysql57() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("CHANNEL_NAME", "MEMBER_ID", "MEMBER_HOST", "MEMBER_PORT", "MEMBER_STATE")
            .row("group_replication_applier", "uuid1", "db-1", "3306", "ONLINE")
            .row("group_replication_applier", "uuid2", "db-2", null, "OFFLINE");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_replication_group_member_info gauge
            mysql_perf_schema_replication_group_member_info{channel_name="group_replication_applier",member_host="db-1",member_id="uuid1",member_port="3306",member_state="ONLINE"} 1
            mysql_perf_schema_replication_group_member_info{channel_name="group_replication_applier",member_host="db-2",member_id="uuid2",member_port="",member_state="OFFLINE"} 1
            """);
  }

  @Test
  void makesALabelOfEveryColumnOfMysql8() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("MEMBER_ID", "MEMBER_ROLE", "MEMBER_VERSION", "MEMBER_COMMUNICATION_STACK")
            .row("uuid1", "PRIMARY", "8.0.36", "XCom");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_replication_group_member_info gauge
            mysql_perf_schema_replication_group_member_info{member_communication_stack="XCom",member_id="uuid1",member_role="PRIMARY",member_version="8.0.36"} 1
            """);
  }

  @Test
  void servesNothingWithoutAGroup() throws MysqlException {
    assertThat(page(ScriptedRows.of("MEMBER_ID"))).isEmpty();
  }

  private static String page(ScriptedRows rows) throws MysqlException {
    ScriptedSession session = ScriptedSession.mysql("8.0.36").answers(SQL, rows);
    return Collected.by(new ReplicationGroupMembers(), session);
  }
}
