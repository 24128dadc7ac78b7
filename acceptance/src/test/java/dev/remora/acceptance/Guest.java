package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.Await;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.ScrapedPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * An exporter that has a user of its own on a server, with the collectors that are on by default
 * and the heartbeat, whose table can be locked and made to answer slowly.
 *
 * @param server the server that it is a guest of
 * @param account the user
 * @param exporter the exporter
 */
record Guest(DatabaseServer server, Account account, ExporterProcess exporter) {
  /** The limit of a scrape, where a test says nothing else. */
  static final Duration SCRAPE_TIMEOUT = Duration.ofSeconds(10);

  /** The table under the view that the heartbeat reads. */
  static final String TABLE = "faults.beats";

  private static final String SUCCESS = "mysql_exporter_collector_success";
  private static final String HEARTBEAT = "collect.heartbeat";
  private static final int WARM_SESSIONS = 2;
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration UP_LIMIT = Duration.ofMinutes(1);
  // For a machine that is slow. With it a page is still quicker than what holds it up: naps are 60.
  private static final Duration SLACK = Duration.ofSeconds(20);

  /** Starts one that looks at the server itself. */
  static Guest of(DatabaseServer server, Exporters exporters, String... flags) {
    return of(server, server.address(), exporters, flags);
  }

  /** Starts one that looks at the server by way of this address. */
  static Guest of(DatabaseServer server, String address, Exporters exporters, String... flags) {
    Account account = server.account("guest");
    server.sql(
        "CREATE DATABASE IF NOT EXISTS faults",
        "DROP TABLE IF EXISTS " + TABLE,
        "CREATE TABLE " + TABLE + " (server_id INT PRIMARY KEY, ts TIMESTAMP, nap INT)",
        "INSERT INTO " + TABLE + " VALUES (1, NOW(), 0)",
        "CREATE OR REPLACE VIEW faults.heartbeat AS SELECT server_id + SLEEP(nap) AS server_id, ts"
            + " FROM "
            + TABLE);
    Program program =
        Program.remora()
            .watching(address, account)
            .with("--collect.heartbeat", "--collect.heartbeat.database=faults")
            .with(flags);
    return new Guest(server, account, exporters.start(program, server));
  }

  /** From now on a heartbeat takes so long. */
  void nap(int seconds) {
    server.sql("UPDATE " + TABLE + " SET nap = " + seconds);
  }

  /** Waits until the server is at work on a heartbeat; gives the number of its session. */
  String awaitHeartbeat() {
    String query =
        "SELECT id FROM information_schema.processlist"
            + " WHERE user = 'guest' AND info LIKE '%`heartbeat`%'";
    List<String> ids = new ArrayList<>();
    Await.until(
        SOON,
        () -> ids.addAll(server.column("id", query)),
        () -> "no heartbeat among " + server.sessions());
    return ids.getFirst();
  }

  /** A page that did not wait for what hangs. */
  ScrapedPage scrape() {
    return scrape("/metrics", SCRAPE_TIMEOUT);
  }

  /** What this path gives, in the time it may take. */
  ScrapedPage scrape(String path, Duration timeout) {
    Map<String, String> headers =
        Map.of("X-Prometheus-Scrape-Timeout-Seconds", Long.toString(timeout.toSeconds()));
    ScrapedPage page = exporter.request("GET", path, headers);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.took()).isLessThan(timeout.plus(SLACK));
    return page;
  }

  /**
   * The first page in time that says that the database is there: where a collector is cut at the
   * deadline, what is left of the time to ask for that can be too short on a slow machine.
   */
  ScrapedPage scrapeUntilUp(String path, Duration timeout) {
    List<ScrapedPage> pages = new ArrayList<>();
    Await.until(
        UP_LIMIT,
        () -> {
          pages.add(scrape(path, timeout));
          return pages.getLast().took().compareTo(timeout) < 0
              && pages.getLast().exposition().value("mysql_up").equals(Optional.of("1"));
        },
        () -> "never up in time: " + exporter.log());
    return pages.getLast();
  }

  /** Begins a scrape, for a fault to come in the middle of it. */
  CompletableFuture<ScrapedPage> beginScrape() {
    return CompletableFuture.supplyAsync(this::scrape, Thread::startVirtualThread);
  }

  /** The next scrape has everything, asks once for it, and leaves nothing but warm sessions. */
  void assertWhole() {
    long before = statusStatements();

    ScrapedPage page = scrape();

    assertOnlyFailed(page);
    assertThat(page.body())
        .contains("\nmysql_global_status_uptime ")
        .contains("\nmysql_global_variables_max_connections ")
        .contains("\nmysql_heartbeat_now_timestamp_seconds{server_id=\"1\"} ");
    // The one that counts is counted, too.
    assertThat(statusStatements() - before).as("SHOW GLOBAL STATUS").isEqualTo(2);
    assertNothingLeft();
  }

  /** The page has all but these collectors, and says that the database is there. */
  void assertOnlyFailed(ScrapedPage page, String... collectors) {
    assertUp(page);
    assertThat(failed(page)).as("failed; %s", exporter.log()).containsExactlyInAnyOrder(collectors);
  }

  /** No statement and no session is left on the server beyond the warm ones. */
  void assertNothingLeft() {
    server.assertOnlyIdleSessionsLeft(account, WARM_SESSIONS);
  }

  /** It had nothing to complain about. */
  void assertNoErrorLogged() {
    assertThat(exporter.log()).noneMatch(line -> line.contains("level=ERROR"));
  }

  void assertUp(ScrapedPage page) {
    assertThat(page.exposition().value("mysql_up")).as("%s", exporter.log()).contains("1");
  }

  /** The collectors that did not succeed. */
  static List<String> failed(ScrapedPage page) {
    Map<String, String> successes = new TreeMap<>();
    page.exposition()
        .samples()
        .filter(sample -> sample.name().equals(SUCCESS))
        .forEach(sample -> successes.put(sample.labels().get("collector"), sample.value()));
    assertThat(successes).as(page.body()).containsKey(HEARTBEAT);
    return successes.entrySet().stream()
        .filter(entry -> entry.getValue().equals("0"))
        .map(entry -> entry.getKey().substring("collect.".length()))
        .toList();
  }

  private long statusStatements() {
    return Long.parseLong(
        server.column("Value", "SHOW GLOBAL STATUS LIKE 'Com_show_status'").getFirst());
  }
}
