package dev.remora.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.Source;
import dev.remora.log.Written;
import dev.remora.metric.Samples;
import dev.remora.mysql.Address;
import dev.remora.mysql.Deadline;
import dev.remora.mysql.FakeDatabase;
import dev.remora.mysql.FakeServer;
import dev.remora.mysql.Lifetimes;
import dev.remora.mysql.PatientOptions;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scrape says where there is no database; the rest is tested on real servers. */
@Timeout(120)
class EngineTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String DOWN = "# TYPE mysql_up gauge\nmysql_up 0\n";

  private static final Plan NOTHING = new Plan(List.of());
  private static final SessionOptions WAITING =
      SessionOptions.DEFAULT.withLockWait(Duration.ofSeconds(2));

  private final Written written = new Written();

  @Test
  void servesThatADatabaseIsDownAndLogsWhichAndWhy() throws IOException {
    Address address = FakeServer.closedPort();

    assertThat(scrape(address, LONG)).isEqualTo(DOWN);
    assertThat(written.text())
        .hasLineCount(1)
        .contains("level=ERROR", "msg=\"Error opening connection to database\"")
        .contains(" target=" + address + " ")
        .contains(" err=\"", "Connection refused")
        .doesNotContain("hunter2");
  }

  @Test
  void servesInTimeWhenTheDatabaseStaysSilent() throws IOException {
    try (FakeServer server = FakeServer.silent()) {
      long start = System.nanoTime();

      assertThat(scrape(server.address(), Duration.ofMillis(500))).isEqualTo(DOWN);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      assertThat(written.text())
          .hasLineCount(1)
          .contains("err=\"" + server.address() + " did not answer in the time it had\"");
    }
  }

  @Test
  void logsWhyTheDatabaseRefuses() throws IOException {
    try (FakeServer server = FakeServer.refusing(1040, "08004", "Too many connections")) {
      assertThat(scrape(server.address(), LONG)).isEqualTo(DOWN);

      assertThat(written.text())
          .hasLineCount(1)
          .contains("err=\"Error 1040 (08004): Too many connections\"");
    }
  }

  @Test
  void triesAgainInTheNextScrape() throws IOException {
    try (FakeServer server = FakeServer.hangingUp();
        Sessions sessions = sessions(server.address(), 1)) {
      Engine engine = new Engine(sessions, 1, Duration.ZERO, written.log());

      for (int i = 1; i <= 3; i++) {
        engine.scrape(plan(), Deadline.after(LONG), () -> false);

        assertThat(server.clients()).isGreaterThanOrEqualTo(i);
      }
      assertThat(written.text()).hasLineCount(1);
    }
  }

  /**
   * Proxies and newcomers that speak MySQL's protocol know some of its variables, and are named
   * freely.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.0.36",
        "5.6.51",
        "10.3.39-MariaDB",
        "OceanBase_CE 4.2.1",
        "v7",
        "8",
        "9.9.9.9.9",
        "-"
      })
  void goesOnWhereTheServerDoesNotTakeTheLockWait(String version) throws IOException {
    try (FakeDatabase database = FakeDatabase.of(version, "lock_wait_timeout");
        Sessions sessions = sessions(database.address(), 1, WAITING)) {
      Engine engine = new Engine(sessions, 1, Duration.ZERO, written.log());

      for (int i = 0; i < 3; i++) {
        Scraped scraped = engine.scrape(NOTHING, Deadline.after(LONG), () -> false);
        assertThat(scraped.database()).isEqualTo(Scraped.Database.UP);
      }

      assertThat(written.text())
          .hasLineCount(1)
          .contains("level=WARN", "Error 1193 (HY000): Unknown system variable");
    }
  }

  /** What the user wishes of a session is not passed over in silence. */
  @Test
  void saysDownWhereTheServerDoesNotTakeWhatTheUserSet() throws IOException {
    SessionOptions wish = SessionOptions.DEFAULT.withVariables(List.of("sql_node=''"));
    try (FakeDatabase database = FakeDatabase.of("8.0.36", "sql_node");
        Sessions sessions = sessions(database.address(), 1, wish)) {
      Engine engine = new Engine(sessions, 1, Duration.ZERO, written.log());

      Scraped scraped = engine.scrape(NOTHING, Deadline.after(LONG), () -> false);

      assertThat(scraped.database()).isEqualTo(Scraped.Database.DOWN);
      assertThat(written.text()).hasLineCount(1).contains("Unknown system variable");
    }
  }

  @Test
  void checksWithoutCollecting() throws IOException {
    try (Sessions sessions = sessions(FakeServer.closedPort(), 1)) {
      Engine engine = new Engine(sessions, 1, Duration.ZERO, written.log());

      assertThat(engine.check(Deadline.after(LONG))).isEqualTo(Scraped.Database.DOWN);
    }
  }

  private String scrape(Address address, Duration patience) {
    try (Sessions sessions = sessions(address, 2, PatientOptions.PATIENT)) {
      Engine engine = new Engine(sessions, 2, Duration.ZERO, written.log());
      Scraped scraped = engine.scrape(plan(), Deadline.after(patience), () -> false);
      assertThat(scraped.database()).isEqualTo(Scraped.Database.DOWN);
      assertThat(scraped.samples()).hasSize(1);
      return Collected.text(scraped.samples().getFirst());
    }
  }

  private static Sessions sessions(Address address, int max) {
    return sessions(address, max, SessionOptions.DEFAULT);
  }

  private static Sessions sessions(Address address, int max, SessionOptions options) {
    return new Sessions(
        new Target(address, "root", new Secret("hunter2"), options),
        max,
        Lifetimes.DEFAULT,
        SessionBound.none());
  }

  private static Plan plan() {
    return new Plan(List.of(new Unreachable()));
  }

  /** A collector that must not run. */
  private static final class Unreachable implements Collector {
    @Override
    public Facts facts() {
      return Facts.of("unreachable", "None.", Version.of(5, 1), Source.of("nothing"));
    }

    @Override
    public void collect(Session session, Samples samples) {
      throw new AssertionError("collected without a database");
    }
  }
}
