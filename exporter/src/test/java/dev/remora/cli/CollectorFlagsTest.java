package dev.remora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.catalog.Catalog;
import dev.remora.config.Flag;
import dev.remora.config.Flags;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The flags by which users of the reference choose what collectors do. */
class CollectorFlagsTest {
  private static final List<Flag> FLAGS = Flags.all(Catalog.collectors());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          heartbeat.database                           | VALUE    | heartbeat
          heartbeat.table                              | VALUE    | heartbeat
          heartbeat.utc                                | SWITCH   | false
          info_schema.processlist.min_time             | VALUE    | 0
          info_schema.processlist.processes_by_user    | SWITCH   | true
          info_schema.processlist.processes_by_host    | SWITCH   | true
          info_schema.tables.databases                 | VALUE    | *
          mysql.user.privileges                        | SWITCH   | false
          perf_schema.eventsstatements.limit           | VALUE    | 250
          perf_schema.eventsstatements.timelimit       | VALUE    | 86400
          perf_schema.eventsstatements.digest_text_limit | VALUE  | 120
          perf_schema.eventsstatements.exclude_schemas | REPEATED | ''
          perf_schema.file_instances.filter            | VALUE    | .*
          perf_schema.file_instances.remove_prefix     | VALUE    | /var/lib/mysql/
          perf_schema.memory_events.remove_prefix      | VALUE    | memory/
          """)
  void takeWhatTheReferenceTakes(String name, Flag.Kind kind, String byDefault) {
    assertThat(FLAGS)
        .filteredOn(flag -> flag.name().equals("collect." + name))
        .singleElement()
        .satisfies(flag -> {
          assertThat(flag.kind()).isEqualTo(kind);
          assertThat(flag.defaultValue()).isEqualTo(byDefault);
        });
  }

  @Test
  void areASwitchForEachCollectorAndFifteenSettings() {
    assertThat(FLAGS)
        .filteredOn(flag -> flag.name().startsWith("collect."))
        .hasSize(Catalog.collectors().size() + 15);
  }
}
