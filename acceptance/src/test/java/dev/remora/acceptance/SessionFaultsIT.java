package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Await;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ScrapedPage;
import dev.remora.servers.ServerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions that a server ends or refuses cost at most what was done with them, and that once. */
class SessionFaultsIT {
  private static final Duration SOON = Duration.ofMinutes(1);

  @RegisterExtension final Exporters exporters = new Exporters();

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void servesAllWithWarmSessionsWhileTheServerHasNoRoomForMore(ServerKind kind) {
    DatabaseServer server = SharedServers.of(kind);
    Guest guest = Guest.of(server, exporters);
    guest.assertWhole();
    set(server, "max_connections", 10);

    try (Crowd _ = Crowd.filling(server)) {
      guest.assertOnlyFailed(guest.scrape());
    }

    guest.assertNothingLeft();
    guest.assertWhole();
    guest.assertNoErrorLogged();
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void saysDownWhileTheServerHasNoRoomForTheFirstSession(ServerKind kind) {
    DatabaseServer server = SharedServers.of(kind);
    Guest guest = Guest.of(server, exporters);
    set(server, "max_connections", 10);

    try (Crowd _ = Crowd.filling(server)) {
      // A permit lost to a session that was refused would show in the later scrapes.
      for (int i = 0; i < 3; i++) {
        assertThat(guest.scrape().exposition().value("mysql_up")).contains("0");
      }
      guest.exporter().awaitLog("Error 1040", line -> line.contains("Error 1040"));
    }

    guest.assertNothingLeft();
    guest.assertWhole();
  }

  /** Also one that wants more of them, for scrapes of several plans at the same time. */
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void sharesTheTwoSessionsThatItsUserMayHave(ServerKind kind) throws Exception {
    DatabaseServer server = SharedServers.of(kind);
    Guest guest = Guest.of(server, exporters, "--exporter.max_open_connections=4");
    server.sql("ALTER USER guest@localhost WITH MAX_USER_CONNECTIONS 2");
    guest.nap(1);

    // Time enough for the naps of three plans in a row; only that all are served is tested.
    Duration timeout = Duration.ofSeconds(30);
    List<Callable<ScrapedPage>> scrapes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      scrapes.add(() -> guest.scrape("/metrics", timeout));
      scrapes.add(() -> guest.scrape("/metrics?collect%5B%5D=heartbeat", timeout));
      scrapes.add(() ->
          guest.scrape("/metrics?collect%5B%5D=global_status&collect%5B%5D=heartbeat", timeout));
    }
    try (ExecutorService scrapers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<ScrapedPage> page : scrapers.invokeAll(scrapes)) {
        guest.assertOnlyFailed(page.get());
      }
    }

    guest.nap(0);
    guest.assertWhole();
    guest.assertNoErrorLogged();
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void doesWithoutSessionsThatTheServerClosedBecauseTheyWereIdle(ServerKind kind) {
    DatabaseServer server = SharedServers.of(kind);
    Guest guest = Guest.of(server, exporters);
    // Not so short that a session is idle enough within a scrape on a slow machine.
    set(server, "wait_timeout", 4);
    guest.assertWhole();

    Await.until(SOON, () -> server.sessions().isEmpty(), () -> "left: " + server.sessions());

    guest.assertWhole();
    guest.assertNoErrorLogged();
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void doesWithoutSessionsThatWereKilledBetweenScrapes(ServerKind kind) {
    DatabaseServer server = SharedServers.of(kind);
    Guest guest = Guest.of(server, exporters);
    guest.assertWhole();

    server.endSessions(guest.account());

    guest.assertWhole();
    guest.assertNoErrorLogged();
  }

  /** One is asked for a sign of life, and the others are taken at its word. */
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void doesWithoutOneOfItsSessions(ServerKind kind) {
    DatabaseServer server = SharedServers.of(kind);
    Guest guest = Guest.of(server, exporters);
    guest.assertWhole();
    for (int killed = 0; killed < 6; killed++) {
      List<String> ids =
          server.column(
              "id",
              "SELECT id FROM information_schema.processlist WHERE user = %s ORDER BY id"
                  .formatted(DatabaseServer.quote(guest.account().user())));
      assertThat(ids).isNotEmpty();

      server.sql("KILL " + ids.get(killed % ids.size()));

      guest.assertWhole();
    }
    guest.assertNoErrorLogged();
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void losesOneCollectorWithASessionThatIsKilledAtWork(ServerKind kind) {
    DatabaseServer server = SharedServers.of(kind);
    // With one session most collectors are still to come.
    Guest guest = Guest.of(server, exporters, "--exporter.max_open_connections=1");
    guest.nap(60);

    CompletableFuture<ScrapedPage> page = guest.beginScrape();
    server.sql("KILL " + guest.awaitHeartbeat());

    guest.assertOnlyFailed(page.join(), "heartbeat");
    guest.nap(0);
    guest.assertWhole();
  }

  /** Sets a global variable until the end of the test. */
  private void set(DatabaseServer server, String variable, int value) {
    String before = server.column("n", "SELECT @@GLOBAL." + variable + " AS n").getFirst();
    AutoCloseable reset = () -> server.sql("SET GLOBAL " + variable + " = " + before);
    exporters.closeLater(reset);
    server.sql("SET GLOBAL " + variable + " = " + value);
  }
}
