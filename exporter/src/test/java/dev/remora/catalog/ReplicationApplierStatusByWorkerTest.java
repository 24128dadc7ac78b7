package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.remora.collector.Collected;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReplicationApplierStatusByWorkerTest {
  private static final String SQL =
      """
      SELECT channel_name, worker_id,
        last_applied_transaction_original_commit_timestamp,
        last_applied_transaction_immediate_commit_timestamp,
        last_applied_transaction_start_apply_timestamp,
        last_applied_transaction_end_apply_timestamp,
        applying_transaction_original_commit_timestamp,
        applying_transaction_immediate_commit_timestamp,
        applying_transaction_start_apply_timestamp
      FROM performance_schema.replication_applier_status_by_worker
      """;
  private static final String NEVER = "0000-00-00 00:00:00.000000";

  @Test
  @Tag("Q47")
  void readsTheTimesOfAWorkerAsUtc() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("c0", "0", NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER)
            .row(
                "c1",
                "1",
                "2019-03-14 00:00:00.001000",
                "2019-03-14 00:01:00.001000",
                "2019-03-14 00:02:00.001000",
                "2019-03-14 00:03:00.001000",
                "2019-03-14 00:04:00.001000",
                "2019-03-14 00:05:00.001000",
                "2019-03-14 00:06:00.001000");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_applying_transaction_immediate_commit_timestamp_seconds gauge
            mysql_perf_schema_applying_transaction_immediate_commit_timestamp_seconds{channel_name="c0",member_id="0"} 0
            mysql_perf_schema_applying_transaction_immediate_commit_timestamp_seconds{channel_name="c1",member_id="1"} 1.552521900001e+09
            # TYPE mysql_perf_schema_applying_transaction_original_commit_timestamp_seconds gauge
            mysql_perf_schema_applying_transaction_original_commit_timestamp_seconds{channel_name="c0",member_id="0"} 0
            mysql_perf_schema_applying_transaction_original_commit_timestamp_seconds{channel_name="c1",member_id="1"} 1.552521840001e+09
            # TYPE mysql_perf_schema_applying_transaction_start_apply_timestamp_seconds gauge
            mysql_perf_schema_applying_transaction_start_apply_timestamp_seconds{channel_name="c0",member_id="0"} 0
            mysql_perf_schema_applying_transaction_start_apply_timestamp_seconds{channel_name="c1",member_id="1"} 1.552521960001e+09
            # TYPE mysql_perf_schema_last_applied_transaction_end_apply_timestamp_seconds gauge
            mysql_perf_schema_last_applied_transaction_end_apply_timestamp_seconds{channel_name="c0",member_id="0"} 0
            mysql_perf_schema_last_applied_transaction_end_apply_timestamp_seconds{channel_name="c1",member_id="1"} 1.552521780001e+09
            # TYPE mysql_perf_schema_last_applied_transaction_immediate_commit_timestamp_seconds gauge
            mysql_perf_schema_last_applied_transaction_immediate_commit_timestamp_seconds{channel_name="c0",member_id="0"} 0
            mysql_perf_schema_last_applied_transaction_immediate_commit_timestamp_seconds{channel_name="c1",member_id="1"} 1.552521660001e+09
            # TYPE mysql_perf_schema_last_applied_transaction_original_commit_timestamp_seconds gauge
            mysql_perf_schema_last_applied_transaction_original_commit_timestamp_seconds{channel_name="c0",member_id="0"} 0
            mysql_perf_schema_last_applied_transaction_original_commit_timestamp_seconds{channel_name="c1",member_id="1"} 1.552521600001e+09
            # TYPE mysql_perf_schema_last_applied_transaction_start_apply_timestamp_seconds gauge
            mysql_perf_schema_last_applied_transaction_start_apply_timestamp_seconds{channel_name="c0",member_id="0"} 0
            mysql_perf_schema_last_applied_transaction_start_apply_timestamp_seconds{channel_name="c1",member_id="1"} 1.552521720001e+09
            """);
  }

  @Test
  void makesNoSampleOfNullAndCountsWhatIsNoTime() throws MysqlException {
    ScriptedRows rows =
        rows().row("", "4", null, "soon", "2019-03-14 00:00:00", NEVER, null, null, null);
    Samples samples = new Samples();

    new ReplicationApplierStatusByWorker().collect(session(rows), samples);

    assertThat(Collected.text(samples))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_last_applied_transaction_end_apply_timestamp_seconds gauge
            mysql_perf_schema_last_applied_transaction_end_apply_timestamp_seconds{channel_name="",member_id="4"} 0
            """);
    assertThat(samples.dropped())
        .containsOnly(
            entry("column last_applied_transaction_immediate_commit_timestamp holds no time", 1),
            entry("column last_applied_transaction_start_apply_timestamp holds no time", 1));
  }

  private static String page(ScriptedRows rows) throws MysqlException {
    return Collected.by(new ReplicationApplierStatusByWorker(), session(rows));
  }

  private static ScriptedSession session(ScriptedRows rows) {
    return ScriptedSession.mysql("8.0.36").answers(SQL, rows);
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("channel", "worker", "t1", "t2", "t3", "t4", "t5", "t6", "t7");
  }
}
