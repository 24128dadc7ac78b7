package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.Await;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.RandomPassword;
import dev.remora.servers.ScrapedPage;
import dev.remora.servers.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A wrong password is tried once a scrape: servers count, and some lock the account. */
class LoginAttemptsIT {
  private static final Duration LONG_SCRAPE = Duration.ofSeconds(40);
  private static final Duration SHORT_SCRAPE = Duration.ofSeconds(3);
  // In the order in which they start.
  private static final String OPTIONAL =
      "/metrics?collect[]=heartbeat&collect[]=info_schema.innodb_metrics"
          + "&collect[]=info_schema.processlist&collect[]=info_schema.tables&collect[]=mysql.user";
  private static final Map<String, String> LONG =
      Map.of("X-Prometheus-Scrape-Timeout-Seconds", "40");
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int ROUNDS = 5;
  private static DatabaseServer server = DatabaseServer.start(ServerKind.MYSQL_8_0);

  @RegisterExtension final Exporters exporters = new Exporters();
  @TempDir private Path folder;
  private Account account;
  private Account wrong;

  @BeforeEach
  void newAccount() {
    account = server.account("exporter");
    wrong = new Account(account.user(), RandomPassword.letters(20));
  }

  @AfterAll
  static void closeServer() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void triesOnceForEachScrape(ServerKind kind) {
    DatabaseServer each = exporters.closeLater(DatabaseServer.start(kind));
    Account right = each.account("exporter");
    Account bad = new Account(right.user(), RandomPassword.letters(20));
    ExporterProcess exporter =
        exporters.start(
            Program.remora()
                .watching(each.address(), bad)
                .with("--exporter.max_open_connections=5"),
            each);
    long before = refused(each);

    for (int i = 0; i < 3; i++) {
      assertThat(exporter.scrape().body()).contains("\nmysql_up 0\n");
    }

    awaitRefused(each, before + 3);
    assertThat(refused(each) - before).isEqualTo(3);
    setPassword(each, bad);
    assertThat(exporter.scrape().body()).contains("\nmysql_up 1\n");
    assertThat(refused(each) - before).isEqualTo(3);
  }

  /**
   * The first has a session from before, and is kept at its first collector; the others want
   * sessions of their own for what waits behind it.
   */
  @Test
  void triesOnceForAllWorkers() {
    Guest guest =
        Guest.of(
            server,
            exporters,
            "--exporter.max_open_connections=5",
            "--collect.info_schema.innodb_metrics",
            "--collect.info_schema.processlist",
            "--collect.info_schema.tables",
            "--collect.mysql.user");
    guest.assertOnlyFailed(guest.scrape("/metrics?collect[]=heartbeat", LONG_SCRAPE));
    assertThat(sessions()).hasSize(1);
    setPassword(server, new Account("guest", wrong.password()));
    guest.nap(5);
    long before = refused(server);

    ScrapedPage page = guest.scrape(OPTIONAL, LONG_SCRAPE);

    guest.assertOnlyFailed(page);
    awaitRefused(server, before + 1);
    guest.nap(0);
    setPassword(server, guest.account());
    guest.assertOnlyFailed(guest.scrape(OPTIONAL, LONG_SCRAPE));
    assertThat(refused(server) - before).isEqualTo(1);
  }

  /** Asking whether the server is still there would be the second time. */
  @Test
  void triesOnceWhereACollectorIsCut() {
    Guest guest = Guest.of(server, exporters, "--exporter.max_open_connections=2");
    guest.assertUp(guest.scrape());
    List<String> sessions = sessions();
    sessions.subList(1, sessions.size()).forEach(id -> server.sql("KILL " + id));
    setPassword(server, new Account("guest", wrong.password()));
    guest.nap(60);
    long before = refused(server);

    guest.scrape("/metrics", SHORT_SCRAPE);

    awaitRefused(server, before + 1);
    assertThat(refused(server) - before).isEqualTo(1);
    guest.nap(0);
    setPassword(server, guest.account());
    guest.assertUp(guest.scrape());
  }

  /** In a round that the machine does not keep from being one. */
  @Test
  void triesOnceForAllWhoAskAtTheSameTime() {
    try (Relay relay = Relay.to(server.port())) {
      ExporterProcess exporter =
          exporters.start(Program.remora().watching(relay.address(), wrong), server);
      // Two portions, greeting and refusal: long enough for all to have come.
      relay.delay(Duration.ofMillis(1_500));

      long attempts = 0;
      for (int round = 0; round < ROUNDS && attempts != 1; round++) {
        attempts = attemptsOfFive(exporter);
      }

      assertThat(attempts).isEqualTo(1);
    }
  }

  private static long attemptsOfFive(ExporterProcess exporter) {
    long before = refused(server);
    List<CompletableFuture<ScrapedPage>> pages = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      pages.add(
          CompletableFuture.supplyAsync(() -> exporter.scrape(LONG), Thread::startVirtualThread));
    }
    assertThat(pages).allMatch(page -> page.join().body().contains("\nmysql_up 0\n"));
    awaitRefused(server, before + 1);
    return refused(server) - before;
  }

  @Test
  void believesTheScrapeWhenAskedWhetherItIsReady() {
    ExporterProcess exporter = start(wrong);
    long before = refused(server);
    long begin = System.nanoTime();
    assertThat(exporter.scrape().body()).contains("\nmysql_up 0\n");

    for (int i = 0; i < 10; i++) {
      assertThat(exporter.request("GET", "/-/ready", Map.of()).status()).isEqualTo(503);
    }

    // What it knows is good for a while.
    long checks = Duration.ofNanos(System.nanoTime() - begin).dividedBy(FRESH);
    awaitRefused(server, before + 1);
    assertThat(refused(server) - before).isBetween(1L, 1 + checks);
  }

  /** The database first, the file second, and not all of it at once. */
  @Test
  void triesOnceForEachScrapeWhileThePasswordIsRotated() throws IOException {
    Path secret = Files.writeString(folder.resolve("password"), account.password());
    ExporterProcess exporter =
        exporters.start(
            Program.remora()
                .with("--mysqld.address=" + server.address())
                .with("--mysqld.username=" + account.user())
                .with("--exporter.max_open_connections=5")
                .withVariable("MYSQLD_EXPORTER_PASSWORD_FILE", secret.toString()),
            server);
    assertThat(exporter.scrape().body()).contains("\nmysql_up 1\n");
    setPassword(server, wrong);
    server.endSessions(account);
    long before = refused(server);
    long scrapes = 0;

    for (String content : List.of(account.password(), "", wrong.password().substring(0, 7))) {
      Files.writeString(secret, content);
      for (int i = 0; i < 3; i++) {
        assertThat(exporter.scrape().body()).contains("\nmysql_up 0\n");
        scrapes++;
      }
    }
    awaitRefused(server, before + scrapes);
    assertThat(refused(server) - before).isEqualTo(scrapes);

    Files.writeString(secret, wrong.password() + "\n");
    long[] more = {0};
    Await.until(
        SOON,
        () -> {
          more[0]++;
          return exporter.scrape().body().contains("\nmysql_up 1\n");
        },
        () -> "not up by the new password: " + exporter.log());
    awaitRefused(server, before + scrapes + more[0] - 1);
    assertThat(refused(server) - before).isEqualTo(scrapes + more[0] - 1);
  }

  private ExporterProcess start(Account as, String... flags) {
    return exporters.start(Program.remora().watching(server.address(), as).with(flags), server);
  }

  private static List<String> sessions() {
    return server.column(
        "id",
        "SELECT id FROM information_schema.processlist WHERE user IN ('exporter', 'guest')"
            + " ORDER BY id");
  }

  private static void setPassword(DatabaseServer at, Account to) {
    at.sql(
        "ALTER USER %s@%s IDENTIFIED BY %s"
            .formatted(to.user(), at.clientHost(), DatabaseServer.quote(to.password())));
  }

  /** A server counts a refusal after it has told it, and a page does not wait for a login. */
  private static void awaitRefused(DatabaseServer at, long count) {
    Await.until(SOON, () -> refused(at) >= count, () -> "%d refused".formatted(refused(at)));
  }

  /** How many logins the server has refused so far. */
  private static long refused(DatabaseServer at) {
    return Long.parseLong(
        at.column("Value", "SHOW GLOBAL STATUS LIKE 'Aborted_connects'").getFirst());
  }
}
