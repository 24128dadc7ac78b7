package dev.remora.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExporterNamesTest {
  private static final Family UP = Family.gauge("mysql_up", "Whether.");
  private static final Family SUCCESS =
      Family.gauge("mysql_exporter_collector_success", "Whether.", "collector");

  private final OldNames names = OldNames.of("exporter-names").orElseThrow();

  @Test
  void countsScrapesAndHasNoErrorsBeforeTheFirst() {
    names.of(List.of(scrape(1, 1, 1)));

    assertThat(Collected.text(names.of(List.of(scrape(1, 1, 1)))))
        .isEqualTo(
            """
            # TYPE mysql_exporter_last_scrape_error gauge
            mysql_exporter_last_scrape_error 0
            # TYPE mysql_exporter_scrapes_total counter
            mysql_exporter_scrapes_total 2
            """);
  }

  @Test
  void countsTheFailuresOfEachCollectorAndForgetsNone() {
    names.of(List.of(scrape(1, 0, 0)));
    names.of(List.of(scrape(1, 0, 1)));

    assertThat(Collected.text(names.of(List.of(scrape(1, 1, 1)))))
        .isEqualTo(
            """
            # TYPE mysql_exporter_last_scrape_error gauge
            mysql_exporter_last_scrape_error 0
            # TYPE mysql_exporter_scrape_errors_total counter
            mysql_exporter_scrape_errors_total{collector="collect.a"} 2
            mysql_exporter_scrape_errors_total{collector="collect.b"} 1
            # TYPE mysql_exporter_scrapes_total counter
            mysql_exporter_scrapes_total 3
            """);
  }

  @Test
  void saysThatThisScrapeHadAFailure() {
    assertThat(Collected.text(names.of(List.of(scrape(1, 0, 1)))))
        .contains("mysql_exporter_last_scrape_error 1\n");
  }

  @Test
  void saysThatTheDatabaseDidNotAnswer() {
    Samples down = new Samples();
    down.add(UP, 0);
    down.arrange();

    assertThat(Collected.text(names.of(List.of(down))))
        .contains("mysql_exporter_last_scrape_error 1\n", "mysql_exporter_scrapes_total 1\n")
        .doesNotContain("mysql_exporter_scrape_errors_total");
  }

  @Test
  void areNotOfEveryDatabase() {
    assertThat(names.areOfDatabase()).isFalse();
    assertThat(OldNames.of("replica-names").orElseThrow().areOfDatabase()).isTrue();
  }

  private static Samples scrape(double up, double a, double b) {
    Samples samples = new Samples();
    samples.add(UP, up);
    samples.add(SUCCESS, "collect.a", a);
    samples.add(SUCCESS, "collect.b", b);
    samples.arrange();
    return samples;
  }
}
