package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collected;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsStatementsTest {
  private static final String SQL =
      """
      SELECT
        schema_name,
        digest,
        LEFT(digest_text, ?),
        count_star,
        sum_timer_wait,
        %s,
        sum_errors,
        sum_warnings,
        sum_rows_affected,
        sum_rows_sent,
        sum_rows_examined,
        sum_created_tmp_disk_tables,
        sum_created_tmp_tables,
        sum_sort_merge_passes,
        sum_sort_rows,
        sum_no_index_used,
        %s
      FROM performance_schema.events_statements_summary_by_digest
      WHERE schema_name NOT IN ('mysql', 'performance_schema', 'information_schema'%s)
        AND last_seen > NOW() - INTERVAL ? SECOND
      ORDER BY sum_timer_wait DESC
      LIMIT ?
      """;
  private static final String PLAIN = SQL.formatted("0, 0", "0, 0, 0", "");
  private static final String DETAILED =
      SQL.formatted("sum_lock_time, sum_cpu_time", "quantile_95, quantile_99, quantile_999", "");
  private static final String DEFAULTS = "[120, 86400, 250]";

  @Test
  @Tag("Q33")
  void servesWhatMysql8028KnowsOfADigest() throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql("8.0.28")
            .answers(DETAILED + DEFAULTS, digest("30", "50", "100", "150", "200"));

    assertThat(Collected.by(new EventsStatements(), session))
        .isEqualTo(expected("3e-11", "5e-11", "1e-10", "1.5e-10", "2e-10"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.6.51", "5.7.44", "8.0.27"})
  @Tag("Q33")
  void servesZerosOfWhatOlderServersDoNotKnow(String version) throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql(version).answers(PLAIN + DEFAULTS, digest("0", "0", "0", "0", "0"));

    assertThat(Collected.by(new EventsStatements(), session))
        .isEqualTo(expected("0", "0", "0", "0", "0"));
  }

  @Test
  @Tag("Q33")
  void servesZerosOfWhatMariadbDoesNotKnow() throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mariadb("10.11.6")
            .answers(PLAIN + DEFAULTS, digest("0", "0", "0", "0", "0"));

    assertThat(Collected.by(new EventsStatements(), session))
        .isEqualTo(expected("0", "0", "0", "0", "0"));
  }

  @Test
  void asksForWhatAUserChose() throws MysqlException {
    Chosen chosen =
        new Chosen(
            Map.of(
                "limit", List.of("5"),
                "timelimit", List.of("60"),
                "digest_text_limit", List.of("10"),
                "exclude_schemas", List.of("sys", "it's, one", "sys", "")));
    ScriptedSession session =
        ScriptedSession.mysql("5.7.44")
            .answers(
                SQL.formatted("0, 0", "0, 0, 0", ", ?, ?") + "[10, sys, it's, one, 60, 5]", rows());

    assertThat(Collected.by(new EventsStatements().with(chosen), session)).isEmpty();
    assertThat(session.statements()).hasSize(1);
  }

  @Test
  @Tag("Q34")
  void leavesOutDigestsWithoutASchemaAndKeepsThoseOfSys() throws MysqlException {
    ScriptedSession session = ScriptedSession.mysql("5.7.44").answers(PLAIN + DEFAULTS, rows());

    Collected.by(new EventsStatements(), session);

    assertThat(session.statements().getFirst())
        .contains("schema_name NOT IN ('mysql', 'performance_schema', 'information_schema')")
        .doesNotContain("COALESCE", "'sys'");
  }

  @Test
  @Tag("Q20")
  void keepsTheFirstOfTwoRowsOfOneDigest() throws MysqlException {
    ScriptedRows rows = rows().row(row("7")).row(row("8"));
    Samples samples = new Samples();

    new EventsStatements()
        .collect(ScriptedSession.mysql("5.6.51").answers(PLAIN + DEFAULTS, rows), samples);

    assertThat(Collected.text(samples))
        .contains("_total{digest=\"d\",digest_text=\"t\",schema=\"s\"} 7\n")
        .doesNotContain("} 8\n");
    assertThat(samples.dropped()).hasSize(15);
  }

  @Test
  void makesNoSampleOfNull() throws MysqlException {
    String[] row = row("7");
    // The text of NULL.
    row[3] = "";
    row[11] = "";
    ScriptedSession session =
        ScriptedSession.mysql("5.6.51").answers(PLAIN + DEFAULTS, rows().row(row));

    assertThat(Collected.by(new EventsStatements(), session))
        .contains("_rows_sent_total{", "_seconds_total{")
        .doesNotContain("statements_total{", "_rows_examined_total", "latency");
  }

  private static String[] row(String count) {
    String[] row = new String[rows().width()];
    Arrays.fill(row, "1");
    row[0] = "s";
    row[1] = "d";
    row[2] = "t";
    row[3] = count;
    return row;
  }

  private static ScriptedRows digest(String lock, String cpu, String q95, String q99, String q999) {
    return rows()
        .row(
            "db1",
            "digest1",
            "SELECT * FROM test",
            "100",
            "1000",
            lock,
            cpu,
            "1",
            "2",
            "50",
            "101",
            "150",
            "4",
            "5",
            "3",
            "102",
            "6",
            q95,
            q99,
            q999);
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of(
        "schema",
        "digest",
        "text",
        "count",
        "time",
        "lock",
        "cpu",
        "errors",
        "warnings",
        "affected",
        "sent",
        "examined",
        "disk",
        "tmp",
        "passes",
        "sorted",
        "no_index",
        "q95",
        "q99",
        "q999");
  }

  private static String expected(String lock, String cpu, String q95, String q99, String q999) {
    return """
    # TYPE mysql_perf_schema_events_statements_cpu_time_seconds_total counter
    mysql_perf_schema_events_statements_cpu_time_seconds_total{LABELS} CPU
    # TYPE mysql_perf_schema_events_statements_errors_total counter
    mysql_perf_schema_events_statements_errors_total{LABELS} 1
    # TYPE mysql_perf_schema_events_statements_latency summary
    mysql_perf_schema_events_statements_latency{LABELS,quantile="95"} Q95
    mysql_perf_schema_events_statements_latency{LABELS,quantile="99"} Q99
    mysql_perf_schema_events_statements_latency{LABELS,quantile="999"} Q9X
    mysql_perf_schema_events_statements_latency_sum{LABELS} 1e-09
    mysql_perf_schema_events_statements_latency_count{LABELS} 100
    # TYPE mysql_perf_schema_events_statements_lock_time_seconds_total counter
    mysql_perf_schema_events_statements_lock_time_seconds_total{LABELS} LOCK
    # TYPE mysql_perf_schema_events_statements_no_index_used_total counter
    mysql_perf_schema_events_statements_no_index_used_total{LABELS} 6
    # TYPE mysql_perf_schema_events_statements_rows_affected_total counter
    mysql_perf_schema_events_statements_rows_affected_total{LABELS} 50
    # TYPE mysql_perf_schema_events_statements_rows_examined_total counter
    mysql_perf_schema_events_statements_rows_examined_total{LABELS} 150
    # TYPE mysql_perf_schema_events_statements_rows_sent_total counter
    mysql_perf_schema_events_statements_rows_sent_total{LABELS} 101
    # TYPE mysql_perf_schema_events_statements_seconds_total counter
    mysql_perf_schema_events_statements_seconds_total{LABELS} 1e-09
    # TYPE mysql_perf_schema_events_statements_sort_merge_passes_total counter
    mysql_perf_schema_events_statements_sort_merge_passes_total{LABELS} 3
    # TYPE mysql_perf_schema_events_statements_sort_rows_total counter
    mysql_perf_schema_events_statements_sort_rows_total{LABELS} 102
    # TYPE mysql_perf_schema_events_statements_tmp_disk_tables_total counter
    mysql_perf_schema_events_statements_tmp_disk_tables_total{LABELS} 4
    # TYPE mysql_perf_schema_events_statements_tmp_tables_total counter
    mysql_perf_schema_events_statements_tmp_tables_total{LABELS} 5
    # TYPE mysql_perf_schema_events_statements_total counter
    mysql_perf_schema_events_statements_total{LABELS} 100
    # TYPE mysql_perf_schema_events_statements_warnings_total counter
    mysql_perf_schema_events_statements_warnings_total{LABELS} 2
    """
        .replace("LABELS", "digest=\"digest1\",digest_text=\"SELECT * FROM test\",schema=\"db1\"")
        .replace("LOCK", lock)
        .replace("CPU", cpu)
        .replace("Q95", q95)
        .replace("Q99", q99)
        .replace("Q9X", q999);
  }
}
