package dev.remora.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.Source;
import dev.remora.log.Written;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.Address;
import dev.remora.mysql.ScriptedSession;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of collectors that ended, in samples and in the log. */
class LedgerTest {
  private static final Duration TOOK = Duration.ofMillis(250);
  private static final ServerIdentity SERVER = ScriptedSession.mysql("8.0.36").identity();
  private static final Family FAMILY = Family.gauge("mysql_a", "A.");

  private final Written written = new Written();
  private final Ledger ledger = new Ledger(new Address.Tcp("db", 3306), written.log());

  @Test
  void countsDroppedSamplesOverScrapesAndLogsEachCauseOnce() {
    for (int i = 0; i < 3; i++) {
      Samples samples = new Samples();
      samples.drop("column x holds no number");
      samples.drop("column x holds no number");
      page(new Run.Ended(off("tables"), new Outcome.Succeeded(TOOK), samples));
    }
    Samples other = new Samples();
    other.drop("column y holds no number");

    assertThat(page(new Run.Ended(off("tables"), new Outcome.Succeeded(TOOK), other)))
        .isEqualTo(
            """
            # TYPE mysql_exporter_collector_dropped_samples_total counter
            mysql_exporter_collector_dropped_samples_total{collector="collect.tables"} 7
            # TYPE mysql_exporter_collector_duration_seconds gauge
            mysql_exporter_collector_duration_seconds{collector="collect.tables"} 0.25
            # TYPE mysql_exporter_collector_success gauge
            mysql_exporter_collector_success{collector="collect.tables"} 1
            """);
    assertThat(written.text().lines().filter(line -> line.contains("Samples left out")))
        .hasSize(2)
        .allMatch(line -> line.contains(" scraper=tables "))
        .anyMatch(line -> line.contains("cause=\"column x holds no number\" count=2"))
        .anyMatch(line -> line.contains("cause=\"column y holds no number\" count=1"));
  }

  @Test
  void saysWhatWouldHelpAFailedCollectorAndTellsTheOthersAsTheyAre() {
    String page =
        page(
            new Run.Ended(
                off("tables"),
                new Outcome.Failed(TOOK, "Error 1142 (42000): denied", "GRANT x TO y"),
                new Samples()),
            new Run.Ended(on("status"), new Outcome.Succeeded(TOOK), full()));

    assertThat(page)
        .contains("success{collector=\"collect.tables\"} 0\n")
        .contains("success{collector=\"collect.status\"} 1\n")
        .contains("dropped_samples_total{collector=\"collect.status\"} 0\n");
    assertThat(written.text())
        .hasLineCount(1)
        .contains("level=ERROR", "msg=\"Error from scraper\" scraper=tables")
        .contains("err=\"Error 1142 (42000): denied\" hint=\"GRANT x TO y\"");
  }

  @Test
  void saysOnceOfACollectorThatWasAskedForThatItFoundNothing() {
    for (int i = 0; i < 2; i++) {
      page(
          new Run.Ended(off("tables"), new Outcome.Succeeded(TOOK), new Samples()),
          new Run.Ended(off("users"), new Outcome.Succeeded(TOOK), full()),
          new Run.Ended(on("status"), new Outcome.Succeeded(TOOK), new Samples()));
    }

    assertThat(written.text())
        .hasLineCount(1)
        .contains("level=INFO", "msg=\"Scraper found nothing\" scraper=tables")
        .contains("hint=\"needs a feature, and GRANT PROCESS ON *.* TO 'exporter'@'localhost'\"");
  }

  @Test
  void saysInOneLineOfAllThatWereCutTogether() {
    String page =
        page(
            new Run.Ended(off("a"), new Outcome.Lost(TOOK, "it went away"), new Samples()),
            new Run.Ended(off("b"), new Outcome.TimedOut(TOOK), new Samples()));

    assertThat(page).contains("{collector=\"collect.a\"} 0\n", "{collector=\"collect.b\"} 0\n");
    assertThat(written.text())
        .hasLineCount(1)
        .contains("scraper=a,b ", "err=\"it went away\"")
        .doesNotContain("hint=");
  }

  private String page(Run.Ended... ended) {
    Samples own = new Samples();
    ledger.add(List.of(ended), SERVER, own);
    return Collected.text(own);
  }

  private static Samples full() {
    Samples samples = new Samples();
    samples.add(FAMILY, 1);
    return samples;
  }

  private static Collector off(String name) {
    return new Named(facts(name));
  }

  private static Collector on(String name) {
    return new Named(facts(name).onByDefault());
  }

  private static Facts facts(String name) {
    Source source = Source.of("a table").needs(Grant.PROCESS).where("a feature");
    return Facts.of(name, "A collector.", Version.of(5, 1), source);
  }

  private record Named(Facts facts) implements Collector {
    @Override
    public void collect(Session session, Samples samples) {
      throw new AssertionError("nothing runs here");
    }
  }
}
