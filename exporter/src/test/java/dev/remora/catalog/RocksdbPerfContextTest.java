package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RocksdbPerfContextTest {
  private static final String SQL =
      """
      SELECT table_schema, table_name, COALESCE(partition_name, ''), stat_type, value
      FROM information_schema.ROCKSDB_PERF_CONTEXT
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USER_KEY_COMPARISON_COUNT",
        "BLOCK_CACHE_HIT_COUNT",
        "BLOCK_READ_COUNT",
        "BLOCK_READ_BYTE",
        "GET_READ_BYTES",
        "MULTIGET_READ_BYTES",
        "ITER_READ_BYTES",
        "INTERNAL_KEY_SKIPPED_COUNT",
        "INTERNAL_DELETE_SKIPPED_COUNT",
        "INTERNAL_RECENT_SKIPPED_COUNT",
        "INTERNAL_MERGE_COUNT",
        "GET_FROM_MEMTABLE_COUNT",
        "SEEK_ON_MEMTABLE_COUNT",
        "NEXT_ON_MEMTABLE_COUNT",
        "PREV_ON_MEMTABLE_COUNT",
        "SEEK_CHILD_SEEK_COUNT",
        "BLOOM_MEMTABLE_HIT_COUNT",
        "BLOOM_MEMTABLE_MISS_COUNT",
        "BLOOM_SST_HIT_COUNT",
        "BLOOM_SST_MISS_COUNT",
        "KEY_LOCK_WAIT_COUNT",
        "IO_BYTES_WRITTEN",
        "IO_BYTES_READ"
      })
  void servesTheCountsOfTheReference(String stat) throws MysqlException {
    String metric = "mysql_info_schema_rocksdb_perf_context_" + stat.toLowerCase(Locale.ROOT);

    assertThat(page(rows().row("db", "t", "p0", stat, "42")))
        .isEqualTo(
            """
            # TYPE %1$s counter
            %1$s{part="p0",schema="db",table="t"} 42
            """
                .formatted(metric));
  }

  @Test
  void servesNeitherTimesNorWhatIsNull() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("db", "t", "", "GET_FROM_OUTPUT_FILES_TIME", "1")
            .row("db", "t", "", "io_bytes_read", "2")
            .row("db", "t", "", "IO_WRITE_NANOS", "3")
            .row("db", "t", "", "IO_BYTES_WRITTEN", null)
            .row("db", "t", "", "IO_BYTES_READ", "5");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_rocksdb_perf_context_io_bytes_read counter
            mysql_info_schema_rocksdb_perf_context_io_bytes_read{part="",schema="db",table="t"} 5
            """);
  }

  @Test
  void namesExactlyTheCountsOfTheReferenceAsItsFamilies() {
    assertThat(new RocksdbPerfContext().facts().families()).hasSize(23);
  }

  private static String page(ScriptedRows rows) throws MysqlException {
    ScriptedSession session = ScriptedSession.mysql("5.7.44").answers(SQL, rows);
    return Collected.by(new RocksdbPerfContext(), session);
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("schema", "table", "part", "stat", "value");
  }
}
