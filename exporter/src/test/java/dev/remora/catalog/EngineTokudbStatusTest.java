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

class EngineTokudbStatusTest {
  private static final String SQL = "SHOW ENGINE TOKUDB STATUS";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          loader: number of calls to loader->close() that failed      | loader_number_of_calls_to_loader_close_that_failed
          ft: promotion: stopped anyway, after locking the child      | ft_promotion_stopped_anyway_after_locking_the_child
          ft: basement nodes deserialized with fixed-keysize          | ft_basement_nodes_deserialized_with_fixed_keysize
          memory: number of bytes used (requested + overhead)         | memory_number_of_bytes_used_requested_and_overhead
          ft: uncompressed / compressed bytes written (overall)       | ft_uncompressed_and_compressed_bytes_written_overall
          cachetable: time waiting on prefetch [usec]                 | cachetable_time_waiting_on_prefetch__usec_
          """)
  void joinsTheWordsOfAName(String status, String name) {
    assertThat(EngineTokudbStatus.name(status)).isEqualTo(name);
  }

  @Test
  void servesWhatIsANumber() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("TokuDB", "indexer: number of indexers successfully created", "1")
            .row("TokuDB", "ft: promotion: stopped anyway, after locking the child", "45316247")
            .row("TokuDB", "memory: mallocator version", "3.3.1-0-g9ef9d9e8c271cdf14f664b871a8")
            .row("TokuDB", "filesystem: most recent disk full", "Thu Jan  1 00:00:00 1970")
            .row("TokuDB", "locktree: time spent ending the STO early (seconds)", "9115.904484")
            .row("TokuDB", "locktree: nothing known", null);

    assertThat(Collected.by(new EngineTokudbStatus(), session(rows)))
        .isEqualTo(
            """
            # TYPE mysql_engine_tokudb_ft_promotion_stopped_anyway_after_locking_the_child untyped
            mysql_engine_tokudb_ft_promotion_stopped_anyway_after_locking_the_child 4.5316247e+07
            # TYPE mysql_engine_tokudb_indexer_number_of_indexers_successfully_created untyped
            mysql_engine_tokudb_indexer_number_of_indexers_successfully_created 1
            # TYPE mysql_engine_tokudb_locktree_time_spent_ending_the_sto_early_seconds untyped
            mysql_engine_tokudb_locktree_time_spent_ending_the_sto_early_seconds 9115.904484
            """);
  }

  @Test
  @Tag("Q20")
  void keepsTheFirstOfTwoNamesThatBecomeOne() throws MysqlException {
    ScriptedRows rows = rows().row("TokuDB", "ft: a-b", "1").row("TokuDB", "ft: a b", "2");
    Samples samples = new Samples();

    new EngineTokudbStatus().collect(session(rows), samples);

    assertThat(Collected.text(samples)).endsWith("mysql_engine_tokudb_ft_a_b 1\n");
    assertThat(samples.dropped())
        .containsOnly(entry("mysql_engine_tokudb_ft_a_b has a sample with the same labels", 1));
  }

  private static ScriptedSession session(ScriptedRows rows) {
    return ScriptedSession.mysql("5.7.44").answers(SQL, rows);
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("Type", "Name", "Status");
  }
}
