package dev.remora.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.QueryCollector;
import dev.remora.collector.Source;
import dev.remora.log.Written;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.Address;
import dev.remora.mysql.ScriptedSession;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Version;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final ServerIdentity SERVER = ScriptedSession.mysql("8.0.36").identity();
  private static final Duration TOOK = Duration.ofMillis(1500);
  private static final Family FAMILY = Family.gauge("g", "A gauge.", "a");
  private static final Source SOURCE =
      Source.of("a table").needs(Grant.select("db.*")).where("a_switch = ON");

  private final Written written = new Written();
  private final Ledger ledger = new Ledger(new Address.Tcp("db", 3306), written.log());

  @Test
  @Tag("Q24")
  @Tag("Q66")
  void saysOfEachCollectorHowItEnded() {
    Samples own =
        add(
            new Run.Ended(collector("fine"), new Outcome.Succeeded(TOOK), samples(1)),
            new Run.Ended(collector("refused"), new Outcome.Failed(TOOK, "no", ""), samples(1)),
            new Run.Ended(collector("lost"), new Outcome.Lost(TOOK, "gone"), samples(1)),
            new Run.Ended(collector("late"), new Outcome.TimedOut(TOOK), samples(1)));

    assertThat(Collected.text(own))
        .isEqualTo(
            """
            # TYPE mysql_exporter_collector_dropped_samples_total counter
            mysql_exporter_collector_dropped_samples_total{collector="collect.fine"} 0
            mysql_exporter_collector_dropped_samples_total{collector="collect.late"} 0
            mysql_exporter_collector_dropped_samples_total{collector="collect.lost"} 0
            mysql_exporter_collector_dropped_samples_total{collector="collect.refused"} 0
            # TYPE mysql_exporter_collector_duration_seconds gauge
            mysql_exporter_collector_duration_seconds{collector="collect.fine"} 1.5
            mysql_exporter_collector_duration_seconds{collector="collect.late"} 1.5
            mysql_exporter_collector_duration_seconds{collector="collect.lost"} 1.5
            mysql_exporter_collector_duration_seconds{collector="collect.refused"} 1.5
            # TYPE mysql_exporter_collector_success gauge
            mysql_exporter_collector_success{collector="collect.fine"} 1
            mysql_exporter_collector_success{collector="collect.late"} 0
            mysql_exporter_collector_success{collector="collect.lost"} 0
            mysql_exporter_collector_success{collector="collect.refused"} 0
            """);
  }

  @Test
  void saysHowLongConnectingTook() {
    Samples own = new Samples();

    Ledger.addConnection(Duration.ofMillis(20), own);

    assertThat(Collected.text(own))
        .endsWith("mysql_exporter_collector_duration_seconds{collector=\"connection\"} 0.02\n");
  }

  @Test
  @Tag("Q20")
  void countsDroppedSamplesFromScrapeToScrape() {
    Collector one = collector("one");
    Collector other = collector("other");

    add(succeeded(one, samples(3)), succeeded(other, samples(1)));
    Samples own = add(succeeded(one, samples(2)), succeeded(other, samples(1)));

    assertThat(Collected.text(own))
        .contains(
            "dropped_samples_total{collector=\"collect.one\"} 3\n",
            "dropped_samples_total{collector=\"collect.other\"} 0\n");
  }

  @Test
  void logsTheCauseOfDroppedSamplesOnceForEachCollector() {
    Collector one = collector("one");
    Collector other = collector("other");

    add(succeeded(one, samples(3)));
    add(succeeded(one, samples(4)), succeeded(other, samples(2)));

    assertThat(written.text().lines())
        .hasSize(2)
        .anyMatch(line ->
            line.endsWith(
                "level=WARN source=remora msg=\"Samples left out; said once, counted always\" scraper=one"
                    + " target=db:3306 cause=\"g has a sample with the same labels\""
                    + " count=2"))
        .anyMatch(line -> line.contains(" scraper=other ") && line.endsWith(" count=1"));
  }

  @Test
  void logsNoMoreCausesThanItCanRemember() {
    Collector one = collector("one");

    for (int i = 0; i < 1010; i++) {
      Samples samples = samples(1);
      samples.drop("cause " + i);
      add(succeeded(one, samples));
    }

    assertThat(written.text()).hasLineCount(1000);
  }

  @Test
  void hintsAtWhatMayBeMissingOnceWhereACollectorFoundNothing() {
    Collector asked = collector("asked");

    add(succeeded(asked, new Samples()));
    add(succeeded(asked, new Samples()));

    assertThat(written.text())
        .hasLineCount(1)
        .contains(
            "level=INFO source=remora msg=\"Scraper found nothing\" scraper=asked target=db:3306"
                + " hint=\"needs a_switch = ON, and GRANT SELECT ON db.* TO"
                + " 'exporter'@'localhost'\"");
  }

  @Test
  void saysNothingOfACollectorThatRunsByDefaultAndFoundNothing() {
    Facts facts = Facts.of("usual", "Usual.", Version.of(5, 1), SOURCE).onByDefault();
    Collector usual = QueryCollector.of(facts, "SELECT 1", List.of(), List.of());

    add(succeeded(usual, new Samples()));

    assertThat(written.text()).isEmpty();
  }

  @Test
  void logsEveryFailureWithWhatToDoAboutIt() {
    Outcome denied = new Outcome.Failed(TOOK, "Error 1142", "GRANT SELECT ON db.* TO us");

    for (int i = 0; i < 2; i++) {
      add(new Run.Ended(collector("denied"), denied, new Samples()));
    }

    assertThat(written.text())
        .hasLineCount(2)
        .contains(
            "level=ERROR source=remora msg=\"Error from scraper\" scraper=denied target=db:3306"
                + " err=\"Error 1142\" hint=\"GRANT SELECT ON db.* TO us\"");
  }

  @Test
  void logsNoHintWhereThereIsNone() {
    add(new Run.Ended(collector("c"), new Outcome.Failed(TOOK, "no", ""), new Samples()));

    assertThat(written.text()).contains("err=no").doesNotContain("hint");
  }

  @Test
  void logsWhatWasCutTogetherOnOneLine() {
    add(
        new Run.Ended(collector("a"), new Outcome.TimedOut(TOOK), new Samples()),
        succeeded(collector("b"), samples(1)),
        new Run.Ended(collector("c"), new Outcome.Lost(TOOK, "gone"), new Samples()));

    assertThat(written.text())
        .hasLineCount(1)
        .contains("scraper=a,c ", "err=\"not finished by the scrape's deadline\"");
  }

  @Test
  void logsTheCauseOfTheFirstThatWasCut() {
    add(
        new Run.Ended(collector("a"), new Outcome.Lost(TOOK, "gone"), new Samples()),
        new Run.Ended(collector("b"), new Outcome.TimedOut(TOOK), new Samples()));

    assertThat(written.text()).hasLineCount(1).contains("scraper=a,b ", "err=gone\n");
  }

  @Test
  void logsADatabaseThatIsNotThere() {
    ledger.logUnreachable("no route");

    assertThat(written.text())
        .endsWith(
            "level=ERROR source=remora msg=\"Error opening connection to database\""
                + " target=db:3306 err=\"no route\"\n");
  }

  private Samples add(Run.Ended... ended) {
    Samples own = new Samples();
    ledger.add(List.of(ended), SERVER, own);
    return own;
  }

  private static Run.Ended succeeded(Collector collector, Samples samples) {
    return new Run.Ended(collector, new Outcome.Succeeded(TOOK), samples);
  }

  /** Samples of one family and one label: all but the first are dropped. */
  private static Samples samples(int count) {
    Samples samples = new Samples();
    for (int i = 0; i < count; i++) {
      samples.add(FAMILY, "same", i);
    }
    samples.arrange();
    return samples;
  }

  private static Collector collector(String name) {
    Facts facts = Facts.of(name, "One.", Version.of(5, 1), SOURCE);
    return QueryCollector.of(facts, "SELECT 1", List.of(), List.of());
  }
}
