package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collector;
import dev.remora.collector.Default;
import dev.remora.mysql.ScriptedSession;
import dev.remora.mysql.ServerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
  @Test
  void namesEveryCollectorOnceInOrder() {
    assertThat(Catalog.collectors()).extracting(Collector::name).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void runsTheReferencesSixByDefault() {
    assertThat(Catalog.collectors())
        .filteredOn(collector -> collector.byDefault() == Default.ON)
        .extracting(Collector::name)
        .containsExactly(
            "global_status",
            "global_variables",
            "info_schema.innodb_cmp",
            "info_schema.innodb_cmpmem",
            "info_schema.query_response_time",
            "slave_status");
  }

  @ParameterizedTest
  @CsvSource({
    "global_status, 5.0.99, 5.1.0",
    "global_variables, 5.0.99, 5.1.0",
    "slave_status, 5.0.99, 5.1.0",
    "info_schema.innodb_cmp, 5.1.99, 5.5.0",
    "info_schema.innodb_cmpmem, 5.1.99, 5.5.0",
    "info_schema.query_response_time, 5.1.99, 5.5.0"
  })
  void runsACollectorFromItsVersionOn(String name, String tooOld, String firstVersion) {
    Collector collector = named(name);

    assertThat(collector.appliesTo(ScriptedSession.mysql(tooOld).identity())).isFalse();
    assertThat(collector.appliesTo(ScriptedSession.mysql(firstVersion).identity())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.3.39", "10.11.6", "11.8.2", "unreadable"})
  void runsTheDefaultsOnEveryMariadb(String version) {
    ServerIdentity server = ScriptedSession.mariadb(version).identity();

    assertThat(Catalog.collectors())
        .filteredOn(collector -> collector.byDefault() == Default.ON)
        .allMatch(collector -> collector.appliesTo(server));
  }

  private static Collector named(String name) {
    return Catalog.collectors().stream()
        .filter(collector -> collector.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
