package dev.remora.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.QueryCollector;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.Version;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Duration TOOK = Duration.ofMillis(1500);
  private static final Family FAMILY = Family.gauge("g", "A gauge.", "a");

  private final Ledger ledger = new Ledger();

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

  private Samples add(Run.Ended... ended) {
    Samples own = new Samples();
    ledger.add(List.of(ended), own);
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
    Facts facts = Facts.of(name, "One.", Version.of(5, 1), Source.of("a table"));
    return QueryCollector.of(facts, "SELECT 1", List.of(), List.of());
  }
}
