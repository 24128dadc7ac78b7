package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collected;
import dev.remora.collector.Grant;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatTest {
  private static final String BEAT =
      """
      # TYPE mysql_heartbeat_now_timestamp_seconds gauge
      mysql_heartbeat_now_timestamp_seconds{server_id="1"} 1.487598113448042e+09
      # TYPE mysql_heartbeat_stored_timestamp_seconds gauge
      mysql_heartbeat_stored_timestamp_seconds{server_id="1"} 1.48759761300132e+09
      """;

  @Test
  void comparesTheLastBeatWithNow() throws MysqlException {
    ScriptedSession session =
        session("NOW(6)", "`heartbeat`.`heartbeat`", beat("1487598113.448042"));

    assertThat(Collected.by(new Heartbeat(), session)).isEqualTo(BEAT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          heartbeat-test | heartbeat-test | `heartbeat-test`.`heartbeat-test`
          a`b            | c``d           | `a``b`.`c````d`
          a.b            | `              | `a.b`.````
          """)
  @Tag("Q61")
  void quotesTheNamesThatAUserChose(String database, String table, String quoted)
      throws MysqlException {
    Chosen chosen = new Chosen(Map.of("database", List.of(database), "table", List.of(table)));
    ScriptedSession session = session("NOW(6)", quoted, beat("1487598113.448042"));

    assertThat(Collected.by(new Heartbeat().with(chosen), session)).isEqualTo(BEAT);
    assertThat(new Heartbeat().with(chosen).facts().source().grants())
        .containsExactly(Grant.select(quoted));
  }

  @Test
  @Tag("Q62")
  void putsOnlyNowIntoUtc() throws MysqlException {
    Chosen chosen = new Chosen(Map.of("utc", List.of("true")));
    ScriptedSession session =
        session("UTC_TIMESTAMP(6)", "`heartbeat`.`heartbeat`", beat("1487598113.448042"));

    assertThat(Collected.by(new Heartbeat().with(chosen), session)).isEqualTo(BEAT);
  }

  @Test
  void makesNoSampleOfAMissingTime() throws MysqlException {
    ScriptedSession session =
        session("NOW(6)", "`heartbeat`.`heartbeat`", rows().row("2", "5.5", null));

    assertThat(Collected.by(new Heartbeat(), session))
        .isEqualTo(
            """
            # TYPE mysql_heartbeat_now_timestamp_seconds gauge
            mysql_heartbeat_now_timestamp_seconds{server_id="2"} 5.5
            """);
  }

  @Test
  @Tag("Q20")
  void keepsTheFirstOfTwoBeatsOfOneServer() throws MysqlException {
    ScriptedRows rows = rows().row("3", "20", "19").row("3", "21", "18");
    Samples samples = new Samples();

    new Heartbeat().collect(session("NOW(6)", "`heartbeat`.`heartbeat`", rows), samples);

    assertThat(Collected.text(samples))
        .isEqualTo(
            """
            # TYPE mysql_heartbeat_now_timestamp_seconds gauge
            mysql_heartbeat_now_timestamp_seconds{server_id="3"} 20
            # TYPE mysql_heartbeat_stored_timestamp_seconds gauge
            mysql_heartbeat_stored_timestamp_seconds{server_id="3"} 19
            """);
    assertThat(samples.dropped()).hasSize(2);
  }

  private static ScriptedSession session(String now, String table, ScriptedRows rows) {
    String sql =
        "SELECT server_id, UNIX_TIMESTAMP(%s), UNIX_TIMESTAMP(ts) FROM %s".formatted(now, table);
    return ScriptedSession.mysql("8.0.36").answers(sql, rows);
  }

  private static ScriptedRows beat(String now) {
    return rows().row("1", now, "1487597613.001320");
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("server_id", "now", "ts");
  }
}
