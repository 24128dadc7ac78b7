package dev.remora.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.catalog.Catalog;
import dev.remora.collector.Collector;
import dev.remora.mysql.Flavour;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeaturesTest {
  static Stream<String> collectorsThatReadWhatMayBeMissing() {
    return Catalog.collectors().stream()
        .filter(collector -> !collector.facts().source().feature().isEmpty())
        .map(Collector::name);
  }

  /** Of each of them there is more to say than that it found nothing. */
  @ParameterizedTest
  @MethodSource("collectorsThatReadWhatMayBeMissing")
  void knowWhatEachNeeds(String collector) {
    Map<String, String> off =
        Map.of("performance_schema", "OFF", "userstat", "OFF", "log_bin", "OFF");
    Server server = Examined.mariadb(off);

    assertThat(new Features(server).of(collector, Examined.found(0)))
        .isNotInstanceOf(Feature.On.class);
  }

  @Test
  void installThePluginThatLiesReady() {
    Server bare = Examined.mariadb(Map.of());
    Server ready =
        new Server(
            bare.identity(),
            bare.version(),
            bare.comment(),
            "",
            bare.variables(),
            bare.privileges(),
            bare.dormant(),
            bare.instruments(),
            true);

    assertThat(times(bare)).isInstanceOf(Feature.Absent.class);
    assertThat(times(ready))
        .isEqualTo(
            Feature.Off.of(
                "the plugin QUERY_RESPONSE_TIME is not installed",
                Step.Statement.lasting("INSTALL SONAME 'query_response_time'"),
                new Step.Statement(
                    "SET GLOBAL query_response_time_stats = ON",
                    "query_response_time_stats = ON")));
  }

  @Test
  void turnOnThePluginThatIsThere() {
    Server server = Examined.mariadb(Map.of("query_response_time_stats", "OFF"));

    assertThat(times(server))
        .isEqualTo(
            Feature.Off.of(
                "query_response_time_stats is off",
                new Step.Statement(
                    "SET GLOBAL query_response_time_stats = ON",
                    "query_response_time_stats = ON")));
  }

  @Test
  void turnOnInstrumentsThatAreOff() {
    Server plain = Examined.mysql();
    Server off =
        new Server(
            plain.identity(),
            plain.version(),
            plain.comment(),
            "",
            plain.variables(),
            plain.privileges(),
            plain.dormant(),
            Map.of("memory/", 0L, "wait/io/table/", 1L),
            false);

    Feature memory = new Features(off).of("perf_schema.memory_events", Examined.found(0));

    assertThat(memory)
        .isInstanceOfSatisfying(
            Feature.Off.class,
            feature ->
                assertThat(feature.steps())
                    .containsExactly(
                        new Step.Statement(
                            "UPDATE performance_schema.setup_instruments"
                                + " SET enabled = 'YES', timed = 'YES' WHERE name LIKE 'memory/%'",
                            "performance_schema_instrument = 'memory/%=ON'")));
    assertThat(new Features(off).of("perf_schema.tableiowaits", Examined.found(0)))
        .isInstanceOf(Feature.Idle.class);
    assertThat(new Features(plain).of("perf_schema.memory_events", Examined.found(0)))
        .isInstanceOf(Feature.Idle.class);
  }

  @Test
  void knowWhatOnlyPerconaHas() {
    Server percona =
        new Server(
            Examined.server(Flavour.MYSQL, "5.7.44", Map.of()).identity(),
            "5.7.44-48",
            "Percona Server (GPL)",
            "",
            Map.of("userstat", "OFF"),
            Privileges.parse(java.util.List.of()),
            List.of(),
            Map.of(),
            false);

    assertThat(times(percona))
        .isInstanceOfSatisfying(Feature.Off.class, off -> assertThat(off.steps()).hasSize(5));
    assertThat(new Features(percona).of("info_schema.tablestats", Examined.found(0)))
        .isInstanceOf(Feature.Off.class);
  }

  private static Feature times(Server server) {
    return new Features(server).of("info_schema.query_response_time", Examined.found(0));
  }
}
