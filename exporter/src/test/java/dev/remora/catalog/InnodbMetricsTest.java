package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.remora.collector.Collected;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InnodbMetricsTest {
  private static final String SQL =
      """
      SELECT name, subsystem, type, count
      FROM information_schema.innodb_metrics
      WHERE %s
      """;

  @Test
  void putsPagesUnderLabelsAndAllOthersUnderTheirNames() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("lock_timeouts", "lock", "counter", "0")
            .row("buffer_pool_reads", "buffer", "status_counter", "1")
            .row("buffer_pool_size", "server", "value", "2")
            .row("buffer_page_read_system_page", "buffer_page_io", "counter", "3")
            .row("buffer_page_written_undo_log", "buffer_page_io", "counter", "4")
            .row("buffer_pool_pages_dirty", "buffer", "gauge", "5")
            .row("buffer_pool_pages_data", "buffer", "gauge", "6")
            .row("buffer_pool_pages_total", "buffer", "gauge", "7")
            .row("buffer_pool_pages_", "buffer", "value", "8")
            .row("trx_undo_slots_used", "transaction", "counter", null);

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_innodb_metrics_buffer_buffer_pool_pages_ gauge
            mysql_info_schema_innodb_metrics_buffer_buffer_pool_pages_ 8
            # TYPE mysql_info_schema_innodb_metrics_buffer_buffer_pool_reads_total counter
            mysql_info_schema_innodb_metrics_buffer_buffer_pool_reads_total 1
            # TYPE mysql_info_schema_innodb_metrics_buffer_page_read_total counter
            mysql_info_schema_innodb_metrics_buffer_page_read_total{type="system_page"} 3
            # TYPE mysql_info_schema_innodb_metrics_buffer_page_written_total counter
            mysql_info_schema_innodb_metrics_buffer_page_written_total{type="undo_log"} 4
            # TYPE mysql_info_schema_innodb_metrics_buffer_pool_dirty_pages gauge
            mysql_info_schema_innodb_metrics_buffer_pool_dirty_pages 5
            # TYPE mysql_info_schema_innodb_metrics_buffer_pool_pages gauge
            mysql_info_schema_innodb_metrics_buffer_pool_pages{state="data"} 6
            # TYPE mysql_info_schema_innodb_metrics_lock_lock_timeouts_total counter
            mysql_info_schema_innodb_metrics_lock_lock_timeouts_total 0
            # TYPE mysql_info_schema_innodb_metrics_server_buffer_pool_size gauge
            mysql_info_schema_innodb_metrics_server_buffer_pool_size 2
            """);
  }

  @Test
  @Tag("Q56")
  void servesACounterBelowZeroAsAGaugeOfAnotherName() throws MysqlException {
    assertThat(page(rows().row("lock_deadlocks", "lock", "counter", "-1")))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_innodb_metrics_lock_lock_deadlocks gauge
            mysql_info_schema_innodb_metrics_lock_lock_deadlocks -1
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOPE", "buffer_page_read_", "buffer_page_written_"})
  void countsAPageCounterThatIsNeitherOfReadsNorOfWrites(String name) throws MysqlException {
    Samples samples = new Samples();

    new InnodbMetrics()
        .collect(session(rows().row(name, "buffer_page_io", "counter", "999")), samples);

    assertThat(Collected.text(samples)).isEmpty();
    assertThat(samples.dropped())
        .containsOnly(
            entry("a counter of buffer_page_io is neither of pages read nor of pages written", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MYSQL   | 5.6.51  | status = 'enabled'
          MYSQL   | 8.4.3   | status = 'enabled'
          MARIADB | 10.4.34 | status = 'enabled'
          MARIADB | 10.5.0  | enabled = 1
          MARIADB | 11.4.2  | enabled = 1
          """)
  void asksForWhatIsEnabledInTheWordsOfTheServer(String flavour, String version, String condition)
      throws MysqlException {
    ScriptedSession session =
        flavour.equals("MARIADB")
            ? ScriptedSession.mariadb(version)
            : ScriptedSession.mysql(version);
    session.answers(SQL.formatted(condition), rows());

    assertThat(Collected.by(new InnodbMetrics(), session)).isEmpty();
  }

  @Test
  void keepsTheLetterCaseOfNames() throws MysqlException {
    assertThat(page(rows().row("buffer_LRU_batch", "buffer", "counter", "1")))
        .contains("mysql_info_schema_innodb_metrics_buffer_buffer_LRU_batch_total 1\n");
  }

  private static String page(ScriptedRows rows) throws MysqlException {
    return Collected.by(new InnodbMetrics(), session(rows));
  }

  private static ScriptedSession session(ScriptedRows rows) {
    return ScriptedSession.mysql("8.0.36").answers(SQL.formatted("status = 'enabled'"), rows);
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("name", "subsystem", "type", "count");
  }
}
