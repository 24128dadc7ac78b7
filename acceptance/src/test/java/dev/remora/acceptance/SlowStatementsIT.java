package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.Await;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.ScrapedPage;
import dev.remora.servers.ServerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A collector whose statement takes long, because the table that it reads is a view that sleeps.
 */
class SlowStatementsIT {
  private static final Duration SCRAPE_TIMEOUT = Duration.ofSeconds(3);
  private static final Map<String, String> HEADERS =
      Map.of("X-Prometheus-Scrape-Timeout-Seconds", Long.toString(SCRAPE_TIMEOUT.toSeconds()));
  private static final int NAP = 60;
  // Time for a slow machine: with the scrape's own it is still less than the nap.
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String AT_WORK =
      "SELECT COUNT(*) AS n FROM information_schema.processlist WHERE info LIKE '%`nap`%'"
          + " AND id <> CONNECTION_ID()";

  @RegisterExtension final Exporters exporters = new Exporters();

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void endsOnTheServerToo(ServerKind kind) {
    DatabaseServer server = SharedServers.of(kind);
    ExporterProcess exporter = napping(server, NAP);

    // A first page in a cold virtual machine can have less than this in its time.
    List<ScrapedPage> pages = new ArrayList<>();
    Await.until(
        Duration.ofMinutes(1),
        () -> {
          pages.add(exporter.scrape(HEADERS));
          return pages.getLast().took().compareTo(SCRAPE_TIMEOUT) < 0
              && lacksTheHeartbeatAlone(pages.getLast());
        },
        () -> pages.getLast().body() + exporter.log());

    assertThat(pages).allSatisfy(page -> assertThat(page.took()).isLessThan(SOON));
    Await.until(
        SOON,
        () -> server.column("n", AT_WORK).equals(List.of("0")),
        () -> "the server still sleeps for nobody");
  }

  /** Where its user has no session left to end it by, the server does it by itself. */
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void endsAlsoWhereNobodyGetsThrough(ServerKind kind) {
    DatabaseServer server = SharedServers.of(kind);
    ExporterProcess exporter = napping(server, NAP);
    server.sql("ALTER USER napper@localhost WITH MAX_USER_CONNECTIONS 1");

    assertThat(exporter.scrape(HEADERS).took()).isLessThan(SOON);

    Await.until(
        SOON,
        () -> server.column("n", AT_WORK).equals(List.of("0")),
        () -> "the server still sleeps for nobody");
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_8_0", "MARIADB_10_11"})
  void isSharedByAllWhoAskMeanwhile(ServerKind kind) throws Exception {
    DatabaseServer server = SharedServers.of(kind);
    ExporterProcess exporter = napping(server, 5);
    long before = statusStatements(server);

    try (ExecutorService scrapers = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<ScrapedPage> scrape = exporter::scrape;
      for (Future<ScrapedPage> page : scrapers.invokeAll(Collections.nCopies(8, scrape))) {
        assertThat(page.get().body())
            .contains("\nmysql_up 1\n")
            .contains("mysql_exporter_collector_success{collector=\"collect.heartbeat\"} 1\n");
      }
    }

    // The one that counts is counted, too.
    assertThat(statusStatements(server) - before).as("SHOW GLOBAL STATUS").isEqualTo(2);
  }

  private static boolean lacksTheHeartbeatAlone(ScrapedPage page) {
    String body = page.body();
    return body.contains("\nmysql_up 1\n")
        && body.contains("mysql_exporter_collector_success{collector=\"collect.heartbeat\"} 0\n")
        && body.contains(
            "mysql_exporter_collector_success{collector=\"collect.global_status\"} 1\n");
  }

  private static long statusStatements(DatabaseServer server) {
    return Long.parseLong(
        server.column("Value", "SHOW GLOBAL STATUS LIKE 'Com_show_status'").getFirst());
  }

  private ExporterProcess napping(DatabaseServer server, int seconds) {
    Account account = server.account("napper");
    server.sql(
        "CREATE DATABASE IF NOT EXISTS naps",
        "CREATE OR REPLACE VIEW naps.nap AS SELECT NOW() AS ts, SLEEP(%d) AS server_id"
            .formatted(seconds));
    return exporters.start(
        Program.remora()
            .watching(server.address(), account)
            .with(
                "--collect.heartbeat",
                "--collect.heartbeat.database=naps",
                "--collect.heartbeat.table=nap"),
        server);
  }
}
