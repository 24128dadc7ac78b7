package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IndexIoWaitsTest {
  private static final String SQL =
      """
      SELECT
        object_schema,
        object_name,
        COALESCE(index_name, 'NONE'),
        count_fetch,
        sum_timer_fetch,
        IF(index_name IS NULL OR index_name = 'NONE', count_insert, NULL),
        IF(index_name IS NULL OR index_name = 'NONE', sum_timer_insert, NULL),
        count_update,
        sum_timer_update,
        count_delete,
        sum_timer_delete
      FROM performance_schema.table_io_waits_summary_by_index_usage
      WHERE object_schema NOT IN ('mysql', 'performance_schema')
      """;

  @Test
  @Tag("Q69")
  void countsInsertsOnlyOfTheTableItself() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("s", "t", "i", "f", "f_time", "i", "i_time", "u", "u_time", "d", "d_time")
            .row("db", "t", "PRIMARY", "10", e12(14), null, null, "12", e12(16), "13", e12(17))
            .row("db", "t", "NONE", "20", e12(24), "21", e12(25), "22", e12(26), "23", e12(27));
    ScriptedSession session = ScriptedSession.mysql("8.0.36").answers(SQL, rows);

    assertThat(Collected.by(IndexIoWaits.collector(), session))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_index_io_waits_seconds_total counter
            mysql_perf_schema_index_io_waits_seconds_total{index="NONE",name="t",operation="delete",schema="db"} 27
            mysql_perf_schema_index_io_waits_seconds_total{index="NONE",name="t",operation="fetch",schema="db"} 24
            mysql_perf_schema_index_io_waits_seconds_total{index="NONE",name="t",operation="insert",schema="db"} 25
            mysql_perf_schema_index_io_waits_seconds_total{index="NONE",name="t",operation="update",schema="db"} 26
            mysql_perf_schema_index_io_waits_seconds_total{index="PRIMARY",name="t",operation="delete",schema="db"} 17
            mysql_perf_schema_index_io_waits_seconds_total{index="PRIMARY",name="t",operation="fetch",schema="db"} 14
            mysql_perf_schema_index_io_waits_seconds_total{index="PRIMARY",name="t",operation="update",schema="db"} 16
            # TYPE mysql_perf_schema_index_io_waits_total counter
            mysql_perf_schema_index_io_waits_total{index="NONE",name="t",operation="delete",schema="db"} 23
            mysql_perf_schema_index_io_waits_total{index="NONE",name="t",operation="fetch",schema="db"} 20
            mysql_perf_schema_index_io_waits_total{index="NONE",name="t",operation="insert",schema="db"} 21
            mysql_perf_schema_index_io_waits_total{index="NONE",name="t",operation="update",schema="db"} 22
            mysql_perf_schema_index_io_waits_total{index="PRIMARY",name="t",operation="delete",schema="db"} 13
            mysql_perf_schema_index_io_waits_total{index="PRIMARY",name="t",operation="fetch",schema="db"} 10
            mysql_perf_schema_index_io_waits_total{index="PRIMARY",name="t",operation="update",schema="db"} 12
            """);
  }

  private static String e12(int seconds) {
    return seconds + "000000000000";
  }
}
