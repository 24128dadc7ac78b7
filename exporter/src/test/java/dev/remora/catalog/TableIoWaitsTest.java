package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Test;

class TableIoWaitsTest {
  private static final String SQL =
      """
      SELECT
        object_schema,
        object_name,
        count_fetch,
        sum_timer_fetch,
        count_insert,
        sum_timer_insert,
        count_update,
        sum_timer_update,
        count_delete,
        sum_timer_delete
      FROM performance_schema.table_io_waits_summary_by_table
      WHERE object_schema NOT IN ('mysql', 'performance_schema')
      """;

  @Test
  void tellsTheOperationsOnATableApart() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("s", "t", "f", "f_time", "i", "i_time", "u", "u_time", "d", "d_time")
            .row("db", "t", "1", "2000000000000", "3", "4000000000000", "5", "6", "7", "8");
    ScriptedSession session = ScriptedSession.mysql("8.0.36").answers(SQL, rows);

    assertThat(Collected.by(TableIoWaits.collector(), session))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_table_io_waits_seconds_total counter
            mysql_perf_schema_table_io_waits_seconds_total{name="t",operation="delete",schema="db"} 8e-12
            mysql_perf_schema_table_io_waits_seconds_total{name="t",operation="fetch",schema="db"} 2
            mysql_perf_schema_table_io_waits_seconds_total{name="t",operation="insert",schema="db"} 4
            mysql_perf_schema_table_io_waits_seconds_total{name="t",operation="update",schema="db"} 6e-12
            # TYPE mysql_perf_schema_table_io_waits_total counter
            mysql_perf_schema_table_io_waits_total{name="t",operation="delete",schema="db"} 7
            mysql_perf_schema_table_io_waits_total{name="t",operation="fetch",schema="db"} 1
            mysql_perf_schema_table_io_waits_total{name="t",operation="insert",schema="db"} 3
            mysql_perf_schema_table_io_waits_total{name="t",operation="update",schema="db"} 5
            """);
  }
}
