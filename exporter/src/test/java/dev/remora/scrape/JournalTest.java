package dev.remora.scrape;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final ServerIdentity SERVER = ScriptedSession.mysql("8.0.36").identity();
  private static final Duration TOOK = Duration.ofMillis(1500);
  private static final Family FAMILY = Family.gauge("g", "A gauge.", "a");
  private static final Source SOURCE =
      Source.of("a table").needs(Grant.select("db.*")).where("a_switch = ON");

  private final Written written = new Written();
  private final Journal journal = new Journal(new Address.Tcp("db", 3306), written.log());

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
  void logsAFailureWithWhatToDoAboutIt() {
    Outcome denied = new Outcome.Failed(TOOK, "Error 1142", "GRANT SELECT ON db.* TO us");

    add(new Run.Ended(collector("denied"), denied, new Samples()));

    assertThat(written.text())
        .hasLineCount(1)
        .endsWith(
            "level=ERROR source=remora msg=\"Error from scraper\" scraper=denied target=db:3306"
                + " err=\"Error 1142\" hint=\"GRANT SELECT ON db.* TO us\"\n");
  }

  @Test
  void countsAFailureThatComesWithEveryScrape() {
    for (int scrape = 0; scrape < 41; scrape++) {
      add(failed("c", "no"));
      written.pass(Duration.ofSeconds(15));
    }

    assertThat(written.text().lines().map(line -> line.replaceFirst(".* scraper=", "")))
        .containsExactly(
            "c target=db:3306 err=no",
            "c target=db:3306 err=no repeated=20 since=2026-11-01T09:00:00.000Z",
            "c target=db:3306 err=no repeated=40 since=2026-11-01T09:00:00.000Z");
  }

  @Test
  void logsAnotherCauseAtOnce() {
    add(failed("c", "no"));
    add(failed("c", "never"));

    assertThat(written.text()).hasLineCount(2).endsWith(" err=never\n");
  }

  @Test
  void saysOnceWhichScrapersWorkAgain() {
    add(failed("a", "no"), failed("b", "no"));
    written.pass(Duration.ofMinutes(2));
    add(failed("a", "no"), failed("b", "no"));
    written.more();

    add(succeeded(collector("a"), samples(1)), succeeded(collector("b"), samples(1)));
    add(succeeded(collector("a"), samples(1)), succeeded(collector("b"), samples(1)));

    assertThat(written.text())
        .hasLineCount(1)
        .endsWith(
            "level=INFO source=remora msg=\"Scraper works again\" scraper=a,b target=db:3306"
                + " failed=120s\n");
  }

  @Test
  void saysOnOneLineWhatBeginsToBeCutAndOnAnotherWhatStillIs() {
    add(late("a"));
    written.pass(Duration.ofMinutes(5));
    written.more();

    add(late("a"), late("b"), late("c"));

    assertThat(written.text().lines().map(line -> line.replaceFirst(".* scraper=", "")))
        .containsExactly(
            "b,c target=db:3306 err=\"not finished by the scrape's deadline\"",
            "a target=db:3306 err=\"not finished by the scrape's deadline\" repeated=1"
                + " since=2026-11-01T09:00:00.000Z");
  }

  @Test
  void logsNoHintWhereThereIsNone() {
    add(new Run.Ended(collector("c"), new Outcome.Failed(TOOK, "no", ""), new Samples()));

    assertThat(written.text())
        .endsWith(
            "level=ERROR source=remora msg=\"Error from scraper\" scraper=c target=db:3306"
                + " err=no\n");
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
  void logsADatabaseThatIsNotThereAndThatItIsBack() {
    for (int scrape = 0; scrape < 10; scrape++) {
      journal.unreachable("no route");
      written.pass(Duration.ofSeconds(15));
    }
    journal.reached();
    journal.reached();

    assertThat(written.text())
        .isEqualTo(
            """
            time=2026-11-01T09:00:00.000Z level=ERROR source=remora msg="Error opening connection to database" target=db:3306 err="no route"
            time=2026-11-01T09:02:30.000Z level=INFO source=remora msg="Database answers again" target=db:3306 away=150s
            """);
  }

  @Test
  void saysOnceThatClientsHangUp() {
    journal.abandoned();
    journal.abandoned();

    assertThat(written.text()).hasLineCount(1).contains("its client hung up");
  }

  private void add(Run.Ended... ended) {
    journal.ended(List.of(ended), SERVER);
  }

  private static Run.Ended failed(String name, String cause) {
    return new Run.Ended(collector(name), new Outcome.Failed(TOOK, cause, ""), new Samples());
  }

  private static Run.Ended late(String name) {
    return new Run.Ended(collector(name), new Outcome.TimedOut(TOOK), new Samples());
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
