package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EventsStatementsSumTest {
  private static final List<String> NAMES =
      List.of(
          "total",
          "created_tmp_disk_tables",
          "created_tmp_tables",
          "errors",
          "lock_time",
          "no_good_index_used",
          "no_index_used",
          "rows_affected",
          "rows_examined",
          "rows_sent",
          "select_full_join",
          "select_full_range_join",
          "select_range",
          "select_range_check",
          "select_scan",
          "sort_merge_passes",
          "sort_range",
          "sort_rows",
          "sort_scan",
          "timer_wait",
          "warnings");
  private static final String SQL =
      """
      SELECT
        SUM(count_star),
        SUM(sum_created_tmp_disk_tables),
        SUM(sum_created_tmp_tables),
        SUM(sum_errors),
        SUM(sum_lock_time),
        SUM(sum_no_good_index_used),
        SUM(sum_no_index_used),
        SUM(sum_rows_affected),
        SUM(sum_rows_examined),
        SUM(sum_rows_sent),
        SUM(sum_select_full_join),
        SUM(sum_select_full_range_join),
        SUM(sum_select_range),
        SUM(sum_select_range_check),
        SUM(sum_select_scan),
        SUM(sum_sort_merge_passes),
        SUM(sum_sort_range),
        SUM(sum_sort_rows),
        SUM(sum_sort_scan),
        SUM(sum_timer_wait),
        SUM(sum_warnings)
      FROM performance_schema.events_statements_summary_by_digest
      """;

  @Test
  @Tag("Q32")
  void servesTheLockTimeInPicosecondsAndTheTimeOfStatementsInSeconds() throws MysqlException {
    String[] sums = new String[NAMES.size()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = String.valueOf(i + 1);
    }
    sums[NAMES.indexOf("lock_time")] = "4000";
    sums[NAMES.indexOf("timer_wait")] = "36463827771516430384";

    assertThat(page(rows().row(sums)))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_events_statements_sum_created_tmp_disk_tables counter
            mysql_perf_schema_events_statements_sum_created_tmp_disk_tables 2
            # TYPE mysql_perf_schema_events_statements_sum_created_tmp_tables counter
            mysql_perf_schema_events_statements_sum_created_tmp_tables 3
            # TYPE mysql_perf_schema_events_statements_sum_errors counter
            mysql_perf_schema_events_statements_sum_errors 4
            # TYPE mysql_perf_schema_events_statements_sum_lock_time counter
            mysql_perf_schema_events_statements_sum_lock_time 4000
            # TYPE mysql_perf_schema_events_statements_sum_no_good_index_used counter
            mysql_perf_schema_events_statements_sum_no_good_index_used 6
            # TYPE mysql_perf_schema_events_statements_sum_no_index_used counter
            mysql_perf_schema_events_statements_sum_no_index_used 7
            # TYPE mysql_perf_schema_events_statements_sum_rows_affected counter
            mysql_perf_schema_events_statements_sum_rows_affected 8
            # TYPE mysql_perf_schema_events_statements_sum_rows_examined counter
            mysql_perf_schema_events_statements_sum_rows_examined 9
            # TYPE mysql_perf_schema_events_statements_sum_rows_sent counter
            mysql_perf_schema_events_statements_sum_rows_sent 10
            # TYPE mysql_perf_schema_events_statements_sum_select_full_join counter
            mysql_perf_schema_events_statements_sum_select_full_join 11
            # TYPE mysql_perf_schema_events_statements_sum_select_full_range_join counter
            mysql_perf_schema_events_statements_sum_select_full_range_join 12
            # TYPE mysql_perf_schema_events_statements_sum_select_range counter
            mysql_perf_schema_events_statements_sum_select_range 13
            # TYPE mysql_perf_schema_events_statements_sum_select_range_check counter
            mysql_perf_schema_events_statements_sum_select_range_check 14
            # TYPE mysql_perf_schema_events_statements_sum_select_scan counter
            mysql_perf_schema_events_statements_sum_select_scan 15
            # TYPE mysql_perf_schema_events_statements_sum_sort_merge_passes counter
            mysql_perf_schema_events_statements_sum_sort_merge_passes 16
            # TYPE mysql_perf_schema_events_statements_sum_sort_range counter
            mysql_perf_schema_events_statements_sum_sort_range 17
            # TYPE mysql_perf_schema_events_statements_sum_sort_rows counter
            mysql_perf_schema_events_statements_sum_sort_rows 18
            # TYPE mysql_perf_schema_events_statements_sum_sort_scan counter
            mysql_perf_schema_events_statements_sum_sort_scan 19
            # TYPE mysql_perf_schema_events_statements_sum_timer_wait counter
            mysql_perf_schema_events_statements_sum_timer_wait 3.6463827771516435e+07
            # TYPE mysql_perf_schema_events_statements_sum_total counter
            mysql_perf_schema_events_statements_sum_total 1
            # TYPE mysql_perf_schema_events_statements_sum_warnings counter
            mysql_perf_schema_events_statements_sum_warnings 21
            """);
  }

  @Test
  @Tag("Q59")
  void servesNothingOfAnEmptyTable() throws MysqlException {
    assertThat(page(rows().row(new String[NAMES.size()]))).isEmpty();
  }

  private static String page(ScriptedRows rows) throws MysqlException {
    ScriptedSession session = ScriptedSession.mysql("8.0.36").answers(SQL, rows);
    return Collected.by(EventsStatementsSum.collector(), session);
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of(NAMES.toArray(String[]::new));
  }
}
