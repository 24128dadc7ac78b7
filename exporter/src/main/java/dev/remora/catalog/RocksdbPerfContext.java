package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Conversion;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the storage engine MyRocks did, by table and partition: its counts, not its times. */
final class RocksdbPerfContext implements Collector {
  private static final List<String> STATS =
      List.of(
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
          "IO_BYTES_READ");
  private static final Map<String, Family> FAMILIES =
      STATS.stream().collect(Collectors.toMap(Function.identity(), RocksdbPerfContext::family));

  private static final Facts FACTS =
      Facts.of(
              "info_schema.rocksdb_perf_context",
              "What the storage engine MyRocks did, by table and partition.",
              Version.of(5, 6),
              Source.of("information_schema.rocksdb_perf_context")
                  .needs(Grant.PROCESS)
                  .where("the storage engine RocksDB (MyRocks) with rocksdb_perf_context_level > 1")
                  .costs("one statement, about 60 rows for each table and partition"))
          .serves(STATS.stream().map(RocksdbPerfContext::family).toList());

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    String sql =
        """
        SELECT table_schema, table_name, COALESCE(partition_name, ''), stat_type, value
        FROM information_schema.ROCKSDB_PERF_CONTEXT
        """;
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        Family family = FAMILIES.get(rows.text(3));
        double value = family == null ? Double.NaN : Conversion.number(rows, 4, samples);
        if (family != null && !Double.isNaN(value)) {
          samples
              .family(family)
              .label(rows.text(0))
              .label(rows.text(1))
              .label(rows.text(2))
              .value(value);
        }
      }
    }
  }

  private static Family family(String stat) {
    return Family.counter(
        "mysql_info_schema_rocksdb_perf_context_" + stat.toLowerCase(Locale.ROOT),
        "The counter %s of RocksDB.".formatted(stat),
        "schema",
        "table",
        "part");
  }
}
