package dev.remora.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Await;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ScrapedPage;
import dev.remora.servers.ServerKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds a scrape up costs what it held, and once it is gone nothing is left of it. */
class HeldUpScrapesIT {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration TWICE_AS_LONG = LONG.multipliedBy(2);

  @RegisterExtension final Exporters exporters = new Exporters();

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void aServerThatStandsStillIsNoMatterOfItsNeighbours(ServerKind kind) {
    DatabaseServer server = SharedServers.of(kind);
    // With one session the collectors before the heartbeat have ended once that is at work.
    Guest guest = Guest.of(server, exporters, "--exporter.max_open_connections=1");
    Guest neighbour = Guest.of(SharedServers.of(otherThan(kind)), exporters);
    guest.assertWhole();
    guest.nap(60);

    CompletableFuture<ScrapedPage> held = guest.beginScrape();
    guest.awaitHeartbeat();
    pause(server);
    neighbour.assertWhole();

    ScrapedPage page = held.join();
    assertThat(page.exposition().value("mysql_up")).contains("0");
    assertThat(Guest.failed(page))
        .contains("heartbeat")
        .doesNotContain("global_status", "global_variables");
    assertThat(page.body()).contains("\nmysql_global_status_uptime ");
    server.resume();
    guest.nap(0);
    guest.assertWhole();
    neighbour.assertNoErrorLogged();
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void aLockedTableCostsItsCollectorWhenTheSessionsOwnLimitIsReached(ServerKind kind)
      throws SQLException {
    DatabaseServer server = SharedServers.of(kind);
    Guest guest = Guest.of(server, exporters, "--exporter.lock_wait_timeout=1");

    try (Connection other = server.session();
        Statement statement = other.createStatement()) {
      statement.execute("LOCK TABLES " + Guest.TABLE + " WRITE");

      guest.assertOnlyFailed(guest.scrape(), "heartbeat");
      guest.exporter().awaitLog("Error 1205", line -> line.contains("Error 1205"));
      guest.assertNothingLeft();
    }

    guest.assertWhole();
  }

  /** The pending change waits for the transaction, and whoever reads waits for the change. */
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void aLockedTableCostsItsCollectorWhenTheDeadlineIsReached(ServerKind kind) throws SQLException {
    DatabaseServer server = SharedServers.of(kind);
    Guest guest = Guest.of(server, exporters, "--no-exporter.enable_lock_wait_timeout");
    // Half of it later still fits the limit that the server sets now, so that only a KILL is quick.
    guest.scrape("/metrics", TWICE_AS_LONG);

    CompletableFuture<Void> change;
    try (Connection reader = server.session();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("SELECT * FROM " + Guest.TABLE);
      change = inBackground(server, "ALTER TABLE " + Guest.TABLE + " COMMENT 'changed'");
      awaitAtWork(server, "ALTER TABLE%", "Waiting for table metadata lock");

      guest.assertOnlyFailed(guest.scrapeUntilUp("/metrics", LONG), "heartbeat");
      guest.assertNothingLeft();
    }

    change.join();
    guest.assertWhole();
  }

  /** Behind it in the one session there are others, which get another. */
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void aSlowCollectorCostsItselfWhenItsOwnLimitIsReached(ServerKind kind) {
    DatabaseServer server = SharedServers.of(kind);
    Guest guest =
        Guest.of(
            server,
            exporters,
            "--exporter.max_open_connections=1",
            "--exporter.query_timeout=1",
            "--collect.info_schema.schemastats");
    guest.nap(60);

    ScrapedPage page = guest.scrape("/metrics", TWICE_AS_LONG);

    guest.assertOnlyFailed(page, "heartbeat");
    guest
        .exporter()
        .awaitLog(
            "the collector's limit",
            line ->
                line.contains("err=\"not finished within 1 s\"")
                    && line.contains("--exporter.query_timeout"));
    guest.scrape("/metrics", TWICE_AS_LONG);
    guest.nap(0);
    guest.assertWhole();
  }

  /** Who asks without a limit could have waited for a minute. */
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void aClientThatHangsUpStopsTheWork(ServerKind kind) throws IOException {
    DatabaseServer server = SharedServers.of(kind);
    Guest guest = Guest.of(server, exporters);
    guest.assertWhole();
    guest.nap(60);

    try (Socket client = new Socket(InetAddress.ofLiteral("127.0.0.1"), guest.exporter().port())) {
      byte[] request = "GET /metrics HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(UTF_8);
      client.getOutputStream().write(request);
      guest.awaitHeartbeat();
    }

    guest.exporter().awaitLog("the end of the scrape", line -> line.contains("client hung up"));
    guest.assertNothingLeft();
    guest.nap(0);
    guest.assertWhole();
    guest.assertNoErrorLogged();
  }

  /** These servers open every table for it; MySQL 8.0 does not. */
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MARIADB_10_11"})
  void aTableInTheMakingCostsTheCollectorsThatLookAtAllTables(ServerKind kind) {
    DatabaseServer server = SharedServers.of(kind);
    Guest guest =
        Guest.of(
            server,
            exporters,
            "--no-exporter.enable_lock_wait_timeout",
            "--collect.info_schema.tables");
    guest.assertWhole();

    CompletableFuture<Void> change =
        inBackground(server, "CREATE TABLE faults.grown AS SELECT SLEEP(60) AS slept");
    String id = awaitAtWork(server, "CREATE TABLE%", "User sleep");

    guest.assertOnlyFailed(
        guest.scrapeUntilUp("/metrics", Duration.ofSeconds(5)), "info_schema.tables");
    guest.assertNothingLeft();

    server.sql("KILL " + id);
    assertThat(change).failsWithin(SOON);
    guest.assertWhole();
  }

  @Test
  void aLineThatDelaysEverythingCostsWhatComesTooLate() {
    DatabaseServer server = SharedServers.of(ServerKind.MYSQL_8_0);
    Relay line = exporters.closeLater(Relay.to(server.port()));
    Guest guest = Guest.of(server, line.address(), exporters);
    guest.assertWhole();

    line.delay(Duration.ofMillis(200));
    assertThat(Guest.failed(guest.scrape("/metrics", SHORT))).isNotEmpty();

    line.recover();
    guest.assertWhole();
  }

  @Test
  void aLineThatLetsBytesTrickleCostsWhatComesTooLate() {
    DatabaseServer server = SharedServers.of(ServerKind.MYSQL_8_0);
    Relay line = exporters.closeLater(Relay.to(server.port()));
    Guest guest = Guest.of(server, line.address(), exporters);
    guest.assertWhole();

    line.trickle(Duration.ofMillis(5));
    assertThat(Guest.failed(guest.scrape("/metrics", SHORT))).isNotEmpty();

    line.recover();
    guest.assertWhole();
  }

  /** In the first word, which only says that a session lives; in some result later. */
  @ParameterizedTest
  @CsvSource({"1, 0", "3000, 1", "12000, 1", "25000, 1"})
  void aLineThatIsCutCostsOneCollectorAtMost(long bytes, int collectors) {
    DatabaseServer server = SharedServers.of(ServerKind.MYSQL_8_0);
    Relay line = exporters.closeLater(Relay.to(server.port()));
    Guest guest = Guest.of(server, line.address(), exporters);
    guest.assertWhole();

    line.cutAfter(bytes);
    ScrapedPage page = guest.scrape();

    assertThat(line.hasActed()).isTrue();
    guest.assertUp(page);
    assertThat(Guest.failed(page)).hasSizeLessThanOrEqualTo(collectors);
    line.recover();
    guest.assertWhole();
  }

  private static ServerKind otherThan(ServerKind kind) {
    return kind == ServerKind.MYSQL_8_0 ? ServerKind.MARIADB_10_11 : ServerKind.MYSQL_8_0;
  }

  /** Until the end of the test at the latest: others use the server, too. */
  private void pause(DatabaseServer server) {
    AutoCloseable resume = server::resume;
    exporters.closeLater(resume);
    server.pause();
  }

  private static CompletableFuture<Void> inBackground(DatabaseServer server, String statement) {
    return CompletableFuture.runAsync(() -> server.sql(statement), Thread::startVirtualThread);
  }

  /** Waits until the server is at work on such a statement; gives the number of its session. */
  private static String awaitAtWork(DatabaseServer server, String statement, String state) {
    String query =
        "SELECT id FROM information_schema.processlist WHERE info LIKE %s AND state = %s"
            .formatted(DatabaseServer.quote(statement), DatabaseServer.quote(state));
    Await.until(
        SOON,
        () -> !server.column("id", query).isEmpty(),
        () -> "nothing at work on " + statement + " is " + state);
    List<String> ids = server.column("id", query);
    return ids.getFirst();
  }
}
