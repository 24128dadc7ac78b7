package dev.remora.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Facts.Named;
import dev.remora.metric.Family;
import dev.remora.metric.MetricType;
import dev.remora.mysql.ScriptedSession;
import dev.remora.mysql.Version;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactsTest {
  private static final Source SOURCE = Source.of("library.books");
  private static final Facts LIBRARY = Facts.of("library", "Books.", new Version(5, 7, 3), SOURCE);
  private static final Family PAGES = Family.gauge("pages", "Pages.");
  private static final Family LOANS = Family.counter("loans_total", "Loans.");

  @Test
  void knowsACollectorThatIsOffAndTakesAndServesNothing() {
    assertThat(LIBRARY)
        .isEqualTo(
            new Facts(
                "library",
                "Books.",
                Default.OFF,
                new Version(5, 7, 3),
                SOURCE,
                List.of(),
                List.of(),
                List.of()));
  }

  @Test
  void keepsWhatWasSaidBefore() {
    Setting.Count least = new Setting.Count("least", 5, "Least pages.");

    Facts facts =
        LIBRARY
            .takes(least)
            .serves(PAGES)
            .servesNamed(MetricType.UNTYPED, "library_<shelf>", "book")
            .serves(LOANS, PAGES)
            .servesNamed(MetricType.GAUGE, "open_<door>")
            .onByDefault();

    assertThat(facts)
        .isEqualTo(
            new Facts(
                "library",
                "Books.",
                Default.ON,
                new Version(5, 7, 3),
                SOURCE,
                List.of(least),
                List.of(PAGES, LOANS),
                List.of(
                    new Named("library_<shelf>", MetricType.UNTYPED, List.of("book")),
                    new Named("open_<door>", MetricType.GAUGE, List.of()))));
  }

  @ParameterizedTest
  @CsvSource({
    "5.6.99, false",
    "5.7.2, false",
    "5.7.3, true",
    "5.10.0, true",
    "8.0.0, true",
    "10.1.0, true",
    "unreadable, true"
  })
  void applyToServersFromTheirVersionOn(String version, boolean expected) {
    assertThat(LIBRARY.applyTo(ScriptedSession.mysql(version).identity())).isEqualTo(expected);
    assertThat(LIBRARY.applyTo(ScriptedSession.mariadb(version).identity())).isEqualTo(expected);
  }
}
