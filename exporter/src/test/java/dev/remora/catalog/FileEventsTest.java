package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Test;

class FileEventsTest {
  private static final String SQL =
      """
      SELECT
        event_name,
        count_read,
        sum_timer_read,
        sum_number_of_bytes_read,
        count_write,
        sum_timer_write,
        sum_number_of_bytes_write,
        count_misc,
        sum_timer_misc
      FROM performance_schema.file_summary_by_event_name
      """;

  @Test
  void tellsReadingWritingAndOtherWorkApart() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("event", "r", "r_time", "r_bytes", "w", "w_time", "w_bytes", "m", "m_time")
            .row("io/frm", "1", "2000000000000", "3", "4", "5000000000000", "6", "7", "8");
    ScriptedSession session = ScriptedSession.mysql("8.0.36").answers(SQL, rows);

    assertThat(Collected.by(FileEvents.collector(), session))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_file_events_bytes_total counter
            mysql_perf_schema_file_events_bytes_total{event_name="io/frm",mode="read"} 3
            mysql_perf_schema_file_events_bytes_total{event_name="io/frm",mode="write"} 6
            # TYPE mysql_perf_schema_file_events_seconds_total counter
            mysql_perf_schema_file_events_seconds_total{event_name="io/frm",mode="misc"} 8e-12
            mysql_perf_schema_file_events_seconds_total{event_name="io/frm",mode="read"} 2
            mysql_perf_schema_file_events_seconds_total{event_name="io/frm",mode="write"} 5
            # TYPE mysql_perf_schema_file_events_total counter
            mysql_perf_schema_file_events_total{event_name="io/frm",mode="misc"} 7
            mysql_perf_schema_file_events_total{event_name="io/frm",mode="read"} 1
            mysql_perf_schema_file_events_total{event_name="io/frm",mode="write"} 4
            """);
  }
}
