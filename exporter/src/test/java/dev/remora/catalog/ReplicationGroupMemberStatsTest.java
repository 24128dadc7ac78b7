package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReplicationGroupMemberStatsTest {
  private static final String SQL =
      """
      SELECT * FROM performance_schema.replication_group_member_stats
      WHERE member_id = @@server_uuid
      """;

  @Test
  @Tag("Q31")
  void servesTheColumnsItKnowsByName() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of(
                "CHANNEL_NAME",
                "VIEW_ID",
                "MEMBER_ID",
                "COUNT_TRANSACTIONS_IN_QUEUE",
                "COUNT_TRANSACTIONS_CHECKED",
                "COUNT_CONFLICTS_DETECTED",
                "COUNT_TRANSACTIONS_ROWS_VALIDATING",
                "TRANSACTIONS_COMMITTED_ALL_MEMBERS",
                "LAST_CONFLICT_FREE_TRANSACTION",
                "COUNT_TRANSACTIONS_REMOTE_IN_APPLIER_QUEUE",
                "COUNT_TRANSACTIONS_REMOTE_APPLIED",
                "COUNT_TRANSACTIONS_LOCAL_PROPOSED",
                "COUNT_TRANSACTIONS_LOCAL_ROLLBACK")
            .row(
                "group_replication_applier",
                "15813535259046852:43",
                "e14c4f71",
                "0",
                "7389775",
                "1",
                "48",
                "0515b3c2:1-15,\n5e5b0d17:1-7",
                "17",
                "2",
                "22",
                "7389759",
                "7");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_conflicts_detected_total counter
            mysql_perf_schema_conflicts_detected_total 1
            # TYPE mysql_perf_schema_transactions_checked_total counter
            mysql_perf_schema_transactions_checked_total 7.389775e+06
            # TYPE mysql_perf_schema_transactions_in_queue gauge
            mysql_perf_schema_transactions_in_queue 0
            # TYPE mysql_perf_schema_transactions_local_proposed_total counter
            mysql_perf_schema_transactions_local_proposed_total 7.389759e+06
            # TYPE mysql_perf_schema_transactions_local_rollback_total counter
            mysql_perf_schema_transactions_local_rollback_total 7
            # TYPE mysql_perf_schema_transactions_remote_applied_total counter
            mysql_perf_schema_transactions_remote_applied_total 22
            # TYPE mysql_perf_schema_transactions_remote_in_applier_queue gauge
            mysql_perf_schema_transactions_remote_in_applier_queue 2
            # TYPE mysql_perf_schema_transactions_rows_validating_total counter
            mysql_perf_schema_transactions_rows_validating_total 48
            """);
  }

  @Test
  void makesNoSampleOfNull() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("COUNT_TRANSACTIONS_CHECKED", "COUNT_CONFLICTS_DETECTED").row(null, "5");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_conflicts_detected_total counter
            mysql_perf_schema_conflicts_detected_total 5
            """);
  }

  @Test
  @Tag("Q20")
  void keepsTheFirstOfTwoRowsOfItsOwn() throws MysqlException {
    assertThat(page(ScriptedRows.of("COUNT_CONFLICTS_DETECTED").row("5").row("6")))
        .endsWith("mysql_perf_schema_conflicts_detected_total 5\n");
  }

  private static String page(ScriptedRows rows) throws MysqlException {
    ScriptedSession session = ScriptedSession.mysql("8.0.36").answers(SQL, rows);
    return Collected.by(new ReplicationGroupMemberStats(), session);
  }
}
