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
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaHostTest {
  private static final String SQL =
      """
      SELECT
        server_id,
        IF(session_id = 'MASTER_SESSION_ID', 'writer', 'reader'),
        cpu,
        master_slave_latency_in_microseconds,
        replica_lag_in_milliseconds,
        log_stream_speed_in_kib_per_second,
        current_replay_latency_in_microseconds
      FROM information_schema.replica_host_status
      """;

  @Test
  void tellsHowFarTheInstancesAreBehind() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("server_id", "role", "cpu", "latency", "lag", "speed", "replay")
            .row(
                "us-west-2c",
                "reader",
                "1.2531328201293945",
                "250000",
                "20.069000244140625",
                "2.0368164549078225",
                "500000")
            .row("writer", "writer", "1.9607843160629272", "3", "0", "2.0368164549078225", null);

    assertThat(Collected.by(new ReplicaHost(), session().answers(SQL, rows)))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_replica_host_cpu_percent gauge
            mysql_info_schema_replica_host_cpu_percent{role="reader",server_id="us-west-2c"} 1.2531328201293945
            mysql_info_schema_replica_host_cpu_percent{role="writer",server_id="writer"} 1.9607843160629272
            # TYPE mysql_info_schema_replica_host_lag_seconds gauge
            mysql_info_schema_replica_host_lag_seconds{role="reader",server_id="us-west-2c"} 0.020069000244140624
            mysql_info_schema_replica_host_lag_seconds{role="writer",server_id="writer"} 0
            # TYPE mysql_info_schema_replica_host_log_stream_speed gauge
            mysql_info_schema_replica_host_log_stream_speed{role="reader",server_id="us-west-2c"} 2.0368164549078225
            mysql_info_schema_replica_host_log_stream_speed{role="writer",server_id="writer"} 2.0368164549078225
            # TYPE mysql_info_schema_replica_host_replay_latency_seconds gauge
            mysql_info_schema_replica_host_replay_latency_seconds{role="reader",server_id="us-west-2c"} 0.5
            # TYPE mysql_info_schema_replica_host_replica_latency_seconds gauge
            mysql_info_schema_replica_host_replica_latency_seconds{role="reader",server_id="us-west-2c"} 0.25
            mysql_info_schema_replica_host_replica_latency_seconds{role="writer",server_id="writer"} 3e-06
            """);
  }

  @Test
  @Tag("Q67")
  void servesNothingWhereThereIsNoSuchTable() throws MysqlException {
    ScriptedSession session =
        session().fails(SQL, ScriptedSession.refusal(1109, "42S02", "Unknown table"));

    assertThat(Collected.by(new ReplicaHost(), session)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1142, 1146, 1054, 1227})
  @Tag("Q67")
  void passesEveryOtherErrorOn(int code) {
    MysqlException failure = ScriptedSession.refusal(code, "42000", "refused");
    ScriptedSession session = session().fails(SQL, failure);

    assertThatThrownBy(() -> new ReplicaHost().collect(session, new Samples())).isSameAs(failure);
  }

  private static ScriptedSession session() {
    return ScriptedSession.mysql("8.0.36");
  }
}
