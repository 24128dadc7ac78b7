package dev.remora.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.QueryCollector;
import dev.remora.collector.Source;
import dev.remora.mysql.ScriptedSession;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Version;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
  private static final Plan PLAN =
      new Plan(List.of(since(5, 1), since(8, 0), since(5, 7), since(10, 5)));

  @ParameterizedTest
  @CsvSource({
    "5.0.96, ''",
    "5.7.44, 5.1 5.7",
    "8.0.36, 5.1 8.0 5.7",
    "10.11.6, 5.1 8.0 5.7 10.5",
    "unreadable, 5.1 8.0 5.7 10.5"
  })
  void leavesOutWhatTheServerIsTooOldForAndKeepsTheOrder(String version, String expected) {
    ServerIdentity server = ScriptedSession.mysql(version).identity();

    List<String> names = PLAN.on(server).collectors().stream().map(Collector::name).toList();

    assertThat(String.join(" ", names)).isEqualTo(expected);
  }

  @Test
  void startsThoseThatAreOnByDefaultFirst() {
    Facts usual = facts("usual", Version.of(5, 1)).onByDefault();
    Collector collector = QueryCollector.of(usual, "SELECT 1", List.of(), List.of());

    Plan plan = new Plan(List.of(since(5, 1), since(5, 7), collector));

    assertThat(plan.collectors())
        .extracting(Collector::name)
        .containsExactly("usual", "5.1", "5.7");
  }

  private static Collector since(int major, int minor) {
    Facts facts = facts(major + "." + minor, Version.of(major, minor));
    return QueryCollector.of(facts, "SELECT 1", List.of(), List.of());
  }

  private static Facts facts(String name, Version since) {
    return Facts.of(name, "One.", since, Source.of("no table at all"));
  }
}
