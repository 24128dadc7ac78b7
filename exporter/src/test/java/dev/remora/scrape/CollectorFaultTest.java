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
import dev.remora.mysql.Deadline;
import dev.remora.mysql.FakeDatabase;
import dev.remora.mysql.Lifetimes;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Secret;
import dev.remora.mysql.Session;
import dev.remora.mysql.SessionBound;
import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Sessions;
import dev.remora.mysql.Target;
import dev.remora.mysql.Version;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scrape makes of collectors that fail. */
@Timeout(20)
class CollectorFaultTest {
  private final Written written = new Written();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @Tag("Q21")
  void aFaultCostsOneCollectorAndNoOther(int sessions) throws IOException {
    List<Collector> collectors =
        List.of(
            new Step("first", () -> {}),
            new Step(
                "faulty",
                () -> {
                  throw new IndexOutOfBoundsException("index 1 of 1");
                }),
            new Step(
                "worse",
                () -> {
                  throw new StackOverflowError();
                }),
            new Step("last", () -> {}));

    assertThat(scrape(collectors, sessions))
        .contains(
            "mysql_exporter_collector_success{collector=\"collect.faulty\"} 0\n",
            "mysql_exporter_collector_success{collector=\"collect.first\"} 1\n",
            "mysql_exporter_collector_success{collector=\"collect.last\"} 1\n",
            "mysql_exporter_collector_success{collector=\"collect.worse\"} 0\n",
            "mysql_up 1\n");
    assertThat(written.text())
        .hasLineCount(2)
        .contains("err=\"a fault in the collector: java.lang.IndexOutOfBoundsException");
  }

  @Test
  @Tag("Q24")
  void servesWhatACollectorHadBeforeItFailed() throws IOException {
    List<Collector> collectors =
        List.of(
            new Step(
                "refused",
                () -> {
                  throw new MysqlException(Kind.REFUSED, 1142, "Error 1142 (42000): denied");
                }),
            new Step("last", () -> {}));

    assertThat(scrape(collectors, 1))
        .contains(
            "mysql_exporter_collector_success{collector=\"collect.last\"} 1\n",
            "mysql_exporter_collector_success{collector=\"collect.refused\"} 0\n",
            "mysql_up 1\n",
            "# TYPE refused gauge\nrefused 1\n");
    assertThat(written.text())
        .hasLineCount(1)
        .contains("scraper=refused ", "hint=\"GRANT SELECT ON db.* TO 'exporter'@'localhost'\"");
  }

  private String scrape(List<Collector> collectors, int max) throws IOException {
    try (FakeDatabase database = new FakeDatabase();
        Sessions sessions =
            new Sessions(
                new Target(database.address(), "exporter", new Secret(""), SessionOptions.DEFAULT),
                max,
                Lifetimes.DEFAULT,
                SessionBound.none())) {
      Engine engine = new Engine(sessions, max, Duration.ZERO, written.log());
      Scraped scraped =
          engine.scrape(new Plan(collectors), Deadline.after(Duration.ofSeconds(5)), () -> false);
      return scraped.samples().stream().map(Collected::text).collect(Collectors.joining());
    }
  }

  private interface Work {
    void run() throws MysqlException;
  }

  /**
   * A collector that runs a statement, makes a sample and then does something else.
   *
   * @param name its name, and that of its family
   * @param then what it does then
   */
  private record Step(String name, Work then) implements Collector {
    @Override
    public Facts facts() {
      Source source = Source.of("a table").needs(Grant.select("db.*"));
      return Facts.of(name, "A step.", Version.of(5, 1), source);
    }

    @Override
    public void collect(Session session, Samples samples) throws MysqlException {
      try (Rows rows = session.query("SELECT 1")) {
        while (rows.next()) {
          samples.add(Family.gauge(name, "A step."), rows.number(0));
        }
      }
      then.run();
    }
  }
}
