package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryEventsTest {
  private static final String SQL =
      """
      SELECT
        IF(
          LOCATE(CAST(? AS BINARY), event_name) = 1,
          SUBSTRING(event_name, CHAR_LENGTH(?) + 1),
          event_name
        ),
        sum_number_of_bytes_alloc,
        sum_number_of_bytes_free,
        current_number_of_bytes_used
      FROM performance_schema.memory_summary_global_by_event_name
      WHERE count_alloc > 0
      """;

  @Test
  void tellsWhatWasTakenGivenBackAndIsInUse() throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .answers(
                SQL + "[memory/, memory/]",
                rows()
                    .row("innodb/event1", "1001", "500", "501")
                    .row("performance_schema/event1", "6000", "7", "-83904"));

    assertThat(Collected.by(MemoryEvents.collector(), session))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_memory_events_alloc_bytes_total counter
            mysql_perf_schema_memory_events_alloc_bytes_total{event_name="innodb/event1"} 1001
            mysql_perf_schema_memory_events_alloc_bytes_total{event_name="performance_schema/event1"} 6000
            # TYPE mysql_perf_schema_memory_events_free_bytes_total counter
            mysql_perf_schema_memory_events_free_bytes_total{event_name="innodb/event1"} 500
            mysql_perf_schema_memory_events_free_bytes_total{event_name="performance_schema/event1"} 7
            # TYPE mysql_perf_schema_memory_events_used_bytes gauge
            mysql_perf_schema_memory_events_used_bytes{event_name="innodb/event1"} 501
            mysql_perf_schema_memory_events_used_bytes{event_name="performance_schema/event1"} -83904
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "memory/sql/"})
  void takesThePrefixThatAUserChoseOffTheNames(String prefix) throws MysqlException {
    Chosen chosen = new Chosen(Map.of("remove_prefix", List.of(prefix)));
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36").answers(SQL + "[%s, %s]".formatted(prefix, prefix), rows());

    assertThat(Collected.by(MemoryEvents.collector().with(chosen), session)).isEmpty();
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("event_name", "alloc", "free", "used");
  }
}
