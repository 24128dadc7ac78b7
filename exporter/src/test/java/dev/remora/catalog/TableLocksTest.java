package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Test;

class TableLocksTest {
  private static final String SQL =
      """
      SELECT
        object_schema,
        object_name,
        count_read_normal,
        sum_timer_read_normal,
        count_read_with_shared_locks,
        sum_timer_read_with_shared_locks,
        count_read_high_priority,
        sum_timer_read_high_priority,
        count_read_no_insert,
        sum_timer_read_no_insert,
        count_write_normal,
        sum_timer_write_normal,
        count_write_allow_write,
        sum_timer_write_allow_write,
        count_write_concurrent_insert,
        sum_timer_write_concurrent_insert,
        count_write_low_priority,
        sum_timer_write_low_priority,
        count_read_external,
        sum_timer_read_external,
        count_write_external,
        sum_timer_write_external
      FROM performance_schema.table_lock_waits_summary_by_table
      WHERE object_schema NOT IN ('mysql', 'performance_schema', 'information_schema')
      """;

  @Test
  void tellsTheLocksOfSqlFromThoseOfEngines() throws MysqlException {
    String[] names = new String[22];
    String[] row = new String[22];
    names[0] = "schema";
    names[1] = "table";
    row[0] = "db";
    row[1] = "t";
    for (int i = 2; i < row.length; i += 2) {
      names[i] = "count" + i;
      names[i + 1] = "time" + i;
      row[i] = String.valueOf(i / 2);
      row[i + 1] = i / 2 + "500000000000";
    }
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36").answers(SQL, ScriptedRows.of(names).row(row));

    assertThat(Collected.by(TableLocks.collector(), session))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_external_lock_waits_seconds_total counter
            mysql_perf_schema_external_lock_waits_seconds_total{name="t",operation="read",schema="db"} 9.5
            mysql_perf_schema_external_lock_waits_seconds_total{name="t",operation="write",schema="db"} 10.5
            # TYPE mysql_perf_schema_external_lock_waits_total counter
            mysql_perf_schema_external_lock_waits_total{name="t",operation="read",schema="db"} 9
            mysql_perf_schema_external_lock_waits_total{name="t",operation="write",schema="db"} 10
            # TYPE mysql_perf_schema_sql_lock_waits_seconds_total counter
            mysql_perf_schema_sql_lock_waits_seconds_total{name="t",operation="read_high_priority",schema="db"} 3.5
            mysql_perf_schema_sql_lock_waits_seconds_total{name="t",operation="read_no_insert",schema="db"} 4.5
            mysql_perf_schema_sql_lock_waits_seconds_total{name="t",operation="read_normal",schema="db"} 1.5
            mysql_perf_schema_sql_lock_waits_seconds_total{name="t",operation="read_with_shared_locks",schema="db"} 2.5
            mysql_perf_schema_sql_lock_waits_seconds_total{name="t",operation="write_allow_write",schema="db"} 6.5
            mysql_perf_schema_sql_lock_waits_seconds_total{name="t",operation="write_concurrent_insert",schema="db"} 7.5
            mysql_perf_schema_sql_lock_waits_seconds_total{name="t",operation="write_low_priority",schema="db"} 8.5
            mysql_perf_schema_sql_lock_waits_seconds_total{name="t",operation="write_normal",schema="db"} 5.5
            # TYPE mysql_perf_schema_sql_lock_waits_total counter
            mysql_perf_schema_sql_lock_waits_total{name="t",operation="read_high_priority",schema="db"} 3
            mysql_perf_schema_sql_lock_waits_total{name="t",operation="read_no_insert",schema="db"} 4
            mysql_perf_schema_sql_lock_waits_total{name="t",operation="read_normal",schema="db"} 1
            mysql_perf_schema_sql_lock_waits_total{name="t",operation="read_with_shared_locks",schema="db"} 2
            mysql_perf_schema_sql_lock_waits_total{name="t",operation="write_allow_write",schema="db"} 6
            mysql_perf_schema_sql_lock_waits_total{name="t",operation="write_concurrent_insert",schema="db"} 7
            mysql_perf_schema_sql_lock_waits_total{name="t",operation="write_low_priority",schema="db"} 8
            mysql_perf_schema_sql_lock_waits_total{name="t",operation="write_normal",schema="db"} 5
            """);
  }
}
