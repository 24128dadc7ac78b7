package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Test;

class EventsWaitsTest {
  private static final String SQL =
      """
      SELECT event_name, count_star, sum_timer_wait
      FROM performance_schema.events_waits_summary_global_by_event_name
      """;

  @Test
  void countsWaitsAndTheirSecondsEvenWhereThereAreNone() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("event_name", "count_star", "sum_timer_wait")
            .row("wait/synch/mutex/sql/LOCK_open", "12", "1500000000000")
            .row("wait/io/file/sql/FRM", "0", "0");
    ScriptedSession session = ScriptedSession.mysql("8.0.36").answers(SQL, rows);

    assertThat(Collected.by(EventsWaits.collector(), session))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_events_waits_seconds_total counter
            mysql_perf_schema_events_waits_seconds_total{event_name="wait/io/file/sql/FRM"} 0
            mysql_perf_schema_events_waits_seconds_total{event_name="wait/synch/mutex/sql/LOCK_open"} 1.5
            # TYPE mysql_perf_schema_events_waits_total counter
            mysql_perf_schema_events_waits_total{event_name="wait/io/file/sql/FRM"} 0
            mysql_perf_schema_events_waits_total{event_name="wait/synch/mutex/sql/LOCK_open"} 12
            """);
  }
}
