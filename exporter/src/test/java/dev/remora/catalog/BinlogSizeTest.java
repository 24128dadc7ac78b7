package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

class BinlogSizeTest {
  private static final String IS_ON = "SELECT @@log_bin";
  private static final String LOGS = "SHOW BINARY LOGS";

  @Test
  void addsUpTheSizesAndCountsTheFiles() throws MysqlException {
    ScriptedRows logs =
        rows()
            .row("centos6-bin.000001", "1813")
            .row("centos6-bin.000002", "120")
            .row("centos6-bin.000444", "573009");

    assertThat(page(logs))
        .isEqualTo(
            """
            # TYPE mysql_binlog_file_number gauge
            mysql_binlog_file_number 444
            # TYPE mysql_binlog_files gauge
            mysql_binlog_files 3
            # TYPE mysql_binlog_size_bytes gauge
            mysql_binlog_size_bytes 574942
            """);
  }

  @Test
  void takesTheColumnThatSaysWhetherALogIsEncrypted() throws MysqlException {
    ScriptedRows logs =
        ScriptedRows.of("Log_name", "File_size", "Encrypted").row("binlog.000007", "157", "No");

    assertThat(page(logs))
        .isEqualTo(
            """
            # TYPE mysql_binlog_file_number gauge
            mysql_binlog_file_number 7
            # TYPE mysql_binlog_files gauge
            mysql_binlog_files 1
            # TYPE mysql_binlog_size_bytes gauge
            mysql_binlog_size_bytes 157
            """);
  }

  @Test
  void asksForNoLogsWhereNoneAreWritten() throws MysqlException {
    ScriptedSession session = session("0");

    assertThat(Collected.by(new BinlogSize(), session)).isEmpty();
    assertThat(session.statements()).containsExactly(IS_ON);
  }

  @Test
  @Tag("Q22")
  void servesNoNumberOfAnEmptyList() throws MysqlException {
    assertThat(page(rows()))
        .isEqualTo(
            """
            # TYPE mysql_binlog_files gauge
            mysql_binlog_files 0
            # TYPE mysql_binlog_size_bytes gauge
            mysql_binlog_size_bytes 0
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"binlog", "000012", "binlog.", "binlog.old", "binlog.12a"})
  @Tag("Q22")
  void servesNoNumberOfANameThatEndsInNone(String name) throws MysqlException {
    Samples samples = new Samples();

    new BinlogSize().collect(session("1").answers(LOGS, rows().row(name, "5")), samples);

    assertThat(Collected.text(samples))
        .isEqualTo(
            """
            # TYPE mysql_binlog_files gauge
            mysql_binlog_files 1
            # TYPE mysql_binlog_size_bytes gauge
            mysql_binlog_size_bytes 5
            """);
    assertThat(samples.dropped())
        .containsOnly(entry("the last binary log's name ends in no number", 1));
  }

  @ParameterizedTest
  @CsvSource({"host.example-bin.000012, 12", "10.0.0.7-bin.000345, 345", "a.9.000001, 1"})
  @Tag("Q37")
  void readsTheNumberBehindTheLastDot(String name, String number) throws MysqlException {
    assertThat(page(rows().row(name, "5"))).contains("mysql_binlog_file_number " + number + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "big"})
  @Tag("Q38")
  void failsRatherThanServeASumThatMissesAFile(String size) {
    ScriptedSession session =
        session("1").answers(LOGS, rows().row("binlog.000001", "4").row("binlog.000002", size));
    Samples samples = new Samples();

    assertThatThrownBy(() -> new BinlogSize().collect(session, samples))
        .isInstanceOf(MysqlException.class)
        .hasMessage("SHOW BINARY LOGS gives no size of binlog.000002");
    assertThat(Collected.text(samples)).isEmpty();
    assertThat(session.isTidy()).isTrue();
  }

  private static String page(ScriptedRows logs) throws MysqlException {
    return Collected.by(new BinlogSize(), session("1").answers(LOGS, logs));
  }

  private static ScriptedSession session(String isOn) {
    return ScriptedSession.mysql("8.0.36").answers(IS_ON, ScriptedRows.of("@@log_bin").row(isOn));
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("Log_name", "File_size");
  }
}
