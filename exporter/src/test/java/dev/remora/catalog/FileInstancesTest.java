package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileInstancesTest {
  private static final String SQL =
      """
      SELECT
        IF(
          LOCATE(CAST(? AS BINARY), file_name) = 1,
          SUBSTRING(file_name, CHAR_LENGTH(?) + 1),
          file_name
        ),
        event_name,
        count_read,
        count_write,
        sum_number_of_bytes_read,
        sum_number_of_bytes_write
      FROM performance_schema.file_summary_by_instance
      WHERE file_name REGEXP ?
      """;

  @Test
  void tellsWhatWasReadAndWrittenOfAFile() throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .answers(
                SQL + "[/var/lib/mysql/, /var/lib/mysql/, .*]",
                rows()
                    .row("db1/file", "event1", "3", "4", "725", "128")
                    .row("db2/file", "event2", "23", "12", "3123", "967"));

    assertThat(Collected.by(FileInstances.collector(), session))
        .isEqualTo(
            """
            # TYPE mysql_perf_schema_file_instances_bytes counter
            mysql_perf_schema_file_instances_bytes{event_name="event1",file_name="db1/file",mode="read"} 725
            mysql_perf_schema_file_instances_bytes{event_name="event1",file_name="db1/file",mode="write"} 128
            mysql_perf_schema_file_instances_bytes{event_name="event2",file_name="db2/file",mode="read"} 3123
            mysql_perf_schema_file_instances_bytes{event_name="event2",file_name="db2/file",mode="write"} 967
            # TYPE mysql_perf_schema_file_instances_total counter
            mysql_perf_schema_file_instances_total{event_name="event1",file_name="db1/file",mode="read"} 3
            mysql_perf_schema_file_instances_total{event_name="event1",file_name="db1/file",mode="write"} 4
            mysql_perf_schema_file_instances_total{event_name="event2",file_name="db2/file",mode="read"} 23
            mysql_perf_schema_file_instances_total{event_name="event2",file_name="db2/file",mode="write"} 12
            """);
  }

  @ParameterizedTest
  @CsvSource({"'', /data/", "\\.ibd$, ''", "(?i)A|B, /var/lib/mysql/"})
  @Tag("Q64")
  void leavesTheFilterToTheServerAsItIs(String filter, String prefix) throws MysqlException {
    Chosen chosen = new Chosen(Map.of("filter", List.of(filter), "remove_prefix", List.of(prefix)));
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .answers(SQL + "[%s, %s, %s]".formatted(prefix, prefix, filter), rows());

    assertThat(Collected.by(FileInstances.collector().with(chosen), session)).isEmpty();
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("file_name", "event_name", "r", "w", "r_bytes", "w_bytes");
  }
}
