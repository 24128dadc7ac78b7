package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UserSummaryTest {
  private static final String SQL =
      """
      SELECT
        user,
        statements,
        statement_latency,
        table_scans,
        file_ios,
        file_io_latency,
        current_connections,
        total_connections,
        unique_hosts,
        current_memory,
        total_memory_allocated
      FROM sys.x$user_summary
      """;

  @Test
  @Tag("Q31")
  void tellsWhatAUserDoes() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("user", "s", "s_time", "scans", "io", "io_time", "c", "tc", "h", "m", "tm")
            .row(
                "app",
                "1",
                "2000000000000",
                "3",
                "4",
                "5000000000000",
                "6",
                "7",
                "8",
                "-16360",
                "10")
            .row("root", "11", "12", "13", "14", "15", null, "17", "18", "19", "20");
    ScriptedSession session = ScriptedSession.mysql("8.0.36").answers(SQL, rows);

    assertThat(Collected.by(UserSummary.collector(), session))
        .isEqualTo(
            """
            # TYPE mysql_sys_connections_total counter
            mysql_sys_connections_total{user="app"} 7
            mysql_sys_connections_total{user="root"} 17
            # TYPE mysql_sys_current_connections gauge
            mysql_sys_current_connections{user="app"} 6
            # TYPE mysql_sys_current_memory_bytes gauge
            mysql_sys_current_memory_bytes{user="app"} -16360
            mysql_sys_current_memory_bytes{user="root"} 19
            # TYPE mysql_sys_file_io_seconds_total counter
            mysql_sys_file_io_seconds_total{user="app"} 5
            mysql_sys_file_io_seconds_total{user="root"} 1.5e-11
            # TYPE mysql_sys_file_ios_total counter
            mysql_sys_file_ios_total{user="app"} 4
            mysql_sys_file_ios_total{user="root"} 14
            # TYPE mysql_sys_memory_allocated_bytes_total counter
            mysql_sys_memory_allocated_bytes_total{user="app"} 10
            mysql_sys_memory_allocated_bytes_total{user="root"} 20
            # TYPE mysql_sys_statement_latency counter
            mysql_sys_statement_latency{user="app"} 2
            mysql_sys_statement_latency{user="root"} 1.2e-11
            # TYPE mysql_sys_statements_total counter
            mysql_sys_statements_total{user="app"} 1
            mysql_sys_statements_total{user="root"} 11
            # TYPE mysql_sys_table_scans_total counter
            mysql_sys_table_scans_total{user="app"} 3
            mysql_sys_table_scans_total{user="root"} 13
            # TYPE mysql_sys_unique_hosts_total counter
            mysql_sys_unique_hosts_total{user="app"} 8
            mysql_sys_unique_hosts_total{user="root"} 18
            """);
  }
}
