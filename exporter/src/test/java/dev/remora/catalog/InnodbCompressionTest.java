package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InnodbCompressionTest {
  private static final String CMP =
      "SELECT page_size, compress_ops, compress_ops_ok, compress_time, uncompress_ops,"
          + " uncompress_time FROM information_schema.innodb_cmp";
  private static final String CMPMEM =
      "SELECT page_size, buffer_pool_instance, pages_used, pages_free, relocation_ops,"
          + " relocation_time FROM information_schema.innodb_cmpmem";

  @Test
  void tellsWorkByPageSize() throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("page_size", "a", "b", "c", "d", "e");
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .answers(CMP, rows.row("1024", "10", "20", "30", "40", "50"));

    assertThat(Collected.by(InnodbCmp.collector(), session))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_innodb_cmp_compress_ops_ok_total counter
            mysql_info_schema_innodb_cmp_compress_ops_ok_total{page_size="1024"} 20
            # TYPE mysql_info_schema_innodb_cmp_compress_ops_total counter
            mysql_info_schema_innodb_cmp_compress_ops_total{page_size="1024"} 10
            # TYPE mysql_info_schema_innodb_cmp_compress_time_seconds_total counter
            mysql_info_schema_innodb_cmp_compress_time_seconds_total{page_size="1024"} 30
            # TYPE mysql_info_schema_innodb_cmp_uncompress_ops_total counter
            mysql_info_schema_innodb_cmp_uncompress_ops_total{page_size="1024"} 40
            # TYPE mysql_info_schema_innodb_cmp_uncompress_time_seconds_total counter
            mysql_info_schema_innodb_cmp_uncompress_time_seconds_total{page_size="1024"} 50
            """);
  }

  @Test
  @Tag("Q30")
  @Tag("Q31")
  void dividesTheTimeOfRelocationsAsTheReferenceDoes() throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("page_size", "buffer_pool_instance", "a", "b", "c", "d");
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .answers(CMPMEM, rows.row("1024", "0", "30", "40", "50", "6000"));

    assertThat(Collected.by(InnodbCmpmem.collector(), session))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_innodb_cmpmem_pages_free_total counter
            mysql_info_schema_innodb_cmpmem_pages_free_total{buffer_pool="0",page_size="1024"} 40
            # TYPE mysql_info_schema_innodb_cmpmem_pages_used_total counter
            mysql_info_schema_innodb_cmpmem_pages_used_total{buffer_pool="0",page_size="1024"} 30
            # TYPE mysql_info_schema_innodb_cmpmem_relocation_ops_total counter
            mysql_info_schema_innodb_cmpmem_relocation_ops_total{buffer_pool="0",page_size="1024"} 50
            # TYPE mysql_info_schema_innodb_cmpmem_relocation_time_seconds_total counter
            mysql_info_schema_innodb_cmpmem_relocation_time_seconds_total{buffer_pool="0",page_size="1024"} 6
            """);
  }
}
