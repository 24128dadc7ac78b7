package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.acceptance.recorded.RecordedServer;
import dev.remora.servers.Account;
import dev.remora.servers.Await;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Exposition;
import dev.remora.servers.Program;
import dev.remora.servers.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Old names, on request: what mysqld_exporter 0.12.1 served, beside what its current releases do.
 */
class OldNamesIT {
  private static final Path RECORDED = Path.of("src", "test", "resources", "recorded");
  private static final Account ACCOUNT = new Account("exporter", "secret");
  private static final Duration SOON = Duration.ofMinutes(1);

  private static final String REPLICA = "mysql_slave_status_.*";
  private static final String SESSIONS =
      "mysql_info_schema_(threads|threads_seconds|processes_by_user|processes_by_host)";
  private static final String SCRAPES =
      "mysql_exporter_(scrapes_total|scrape_errors_total|last_scrape_error)|mysql_up";

  // The exporters see each other's sessions.
  private static final List<Allowance> ALLOWANCES =
      List.of(
          new Allowance(
              "mysql_info_schema_threads.state=\"(cleaning up|executing|idle|other)\".",
              2,
              "sessions"),
          new Allowance("mysql_info_schema_threads_seconds.*", 60, "their times"),
          new Allowance(
              "mysql_info_schema_processes_by_user.mysql_user=\"exporter\".", 2, "sessions"),
          new Allowance("mysql_info_schema_processes_by_host.*", 2, "sessions"));

  @RegisterExtension final Exporters exporters = new Exporters();

  @ParameterizedTest
  @ValueSource(strings = {"mysql-8.4", "mysql-9.1"})
  void ofAReplicaAreThoseThatMysql80Has(String recording) throws IOException {
    try (ReplicaPair pair = ReplicaPair.start();
        RecordedServer server =
            RecordedServer.start(
                RECORDED.resolve(recording + ".txt"), ACCOUNT.user(), ACCOUNT.password())) {
      Program plain = Program.remora().watching(server.address(), ACCOUNT);
      Map<String, String> today = scrape(plain, REPLICA);
      Map<String, String> old = scrape(plain.with("--compat=replica-names"), REPLICA);

      assertThat(old).containsAllEntriesOf(today);
      old.keySet().removeAll(today.keySet());
      assertThat(families(old))
          .contains(
              "mysql_slave_status_slave_io_running",
              "mysql_slave_status_slave_sql_running",
              "mysql_slave_status_master_server_id",
              "mysql_slave_status_seconds_behind_master")
          .isSubsetOf(
              families(scrape(old(pair.replica(), pair.replica().account("exporter")), REPLICA)));
      // By either name it is the same number, with the same labels.
      old.forEach((series, value) -> assertThat(today).containsEntry(named(series), value));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void ofSessionsAreThoseOfTheOldReference(ServerKind kind) throws SQLException {
    DatabaseServer server = SharedServers.of(kind);
    Account account = server.account("exporter");
    server.sql(
        "CREATE DATABASE IF NOT EXISTS shop",
        "CREATE TABLE IF NOT EXISTS shop.stock (id INT PRIMARY KEY)");
    ExporterProcess old =
        exporters.start(old(server, account).with("--collect.info_schema.processlist"), server);
    ExporterProcess ours =
        exporters.start(
            Program.remora()
                .watching(server.address(), account)
                .with("--collect.info_schema.processlist", "--compat", "processlist-names"),
            server);

    try (Connection idle = server.session();
        Connection sleeping = server.session();
        Connection waiting = server.session();
        Statement lock = idle.createStatement()) {
      lock.execute("LOCK TABLES shop.stock WRITE");
      CompletableFuture<Void> nap = inBackground(sleeping, "DO SLEEP(600)");
      CompletableFuture<Void> wait = inBackground(waiting, "SELECT * FROM shop.stock");
      awaitState(server, "User sleep");
      awaitState(server, "Waiting for table metadata lock");

      Map<String, String> differences = round(old, ours);
      for (int i = 1; i < 10 && !differences.isEmpty(); i++) {
        differences.keySet().retainAll(round(old, ours).keySet());
      }

      assertThat(differences).isEmpty();
      Exposition page = ours.scrape().exposition();
      assertThat(page.value("mysql_info_schema_threads{state=\"waiting for lock\"}")).contains("1");
      assertThat(page.names()).contains("mysql_info_schema_processlist_threads");
      lock.execute("UNLOCK TABLES");
      wait.join();
      kill(server, "DO SLEEP(600)");
      nap.exceptionally(ended -> null).join();
    }
  }

  @Test
  void ofScrapesAreThoseOfTheOldReference() {
    try (DatabaseServer server = DatabaseServer.start(ServerKind.MYSQL_8_0)) {
      Account account = server.account("exporter");
      // MySQL has no such engine, so that it fails.
      String failing = "--collect.engine_tokudb_status";
      ExporterProcess old = exporters.start(old(server, account).with(failing));
      ExporterProcess ours =
          exporters.start(
              Program.remora()
                  .watching(server.address(), account)
                  .with(failing, "--compat=exporter-names,replica-names"));

      for (int i = 0; i < 3; i++) {
        assertSameSeries(old, ours, SCRAPES);
      }
      server.stop();
      assertSameSeries(old, ours, SCRAPES);
      server.startAgain();
      Exposition page = assertSameSeries(old, ours, SCRAPES);

      assertThat(page.value("mysql_exporter_scrapes_total")).contains("5");
      assertThat(ours.request("GET", "/probe?target=" + server.address(), Map.of()).body())
          .contains("\nmysql_up 1\n")
          .doesNotContain("mysql_exporter_scrapes_total");
    }
  }

  @Test
  void areNotThereUnlessAskedFor() {
    DatabaseServer server = SharedServers.of(ServerKind.MYSQL_8_0);
    Program plain = Program.remora().watching(server.address(), server.account("exporter"));

    assertThat(scrape(plain.with("--collect.info_schema.processlist"), SESSIONS + "|" + SCRAPES))
        .containsOnlyKeys("mysql_up");
  }

  /** The ordinary way costs nothing of it. */
  @ParameterizedTest
  @CsvSource({"--log.level=info, false", "--compat=exporter-names, true"})
  void areLoadedWhenAskedFor(String flag, boolean expected, @TempDir Path folder)
      throws IOException {
    DatabaseServer server = SharedServers.of(ServerKind.MYSQL_8_0);
    Path loaded = folder.resolve("loaded");
    ExporterProcess exporter =
        exporters.start(
            Program.remora()
                .watching(server.address(), server.account("exporter"))
                .with(flag)
                .withVariable("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded));

    assertThat(exporter.scrape().exposition().value("mysql_up")).contains("1");

    exporter.stop();
    assertThat(Files.readString(loaded)).contains("dev.remora.http.MetricsPage");
    assertThat(Files.readString(loaded).contains("dev.remora.compat.")).isEqualTo(expected);
  }

  private Exposition assertSameSeries(ExporterProcess old, ExporterProcess ours, String families) {
    Exposition page = ours.scrape().exposition();
    Exposition expected = old.scrape().exposition();
    assertThat(series(page, families)).isEqualTo(series(expected, families)).isNotEmpty();
    assertThat(types(page, families)).isEqualTo(types(expected, families));
    return page;
  }

  private static Map<String, String> round(ExporterProcess old, ExporterProcess ours) {
    Exposition before = sessions(old);
    Exposition page = sessions(ours);
    return Parity.differences(before, page, sessions(old), ALLOWANCES);
  }

  private static Exposition sessions(ExporterProcess exporter) {
    return exporter.scrape().exposition().only(family -> family.name().matches(SESSIONS));
  }

  private Map<String, String> scrape(Program program, String families) {
    ExporterProcess exporter = exporters.start(program);
    return series(exporter.scrape().exposition(), families);
  }

  private static Map<String, String> series(Exposition page, String families) {
    Map<String, String> series = new TreeMap<>();
    page.samples()
        .filter(sample -> sample.name().matches(families))
        .forEach(sample -> series.put(sample.series(), sample.value()));
    return series;
  }

  private static Map<String, String> types(Exposition page, String families) {
    Map<String, String> types = new TreeMap<>();
    page.families().stream()
        .filter(family -> family.name().matches(families))
        .forEach(family -> types.put(family.name(), family.type()));
    return types;
  }

  private static Set<String> families(Map<String, String> series) {
    Set<String> names = new TreeSet<>();
    series.keySet().forEach(one -> names.add(one.substring(0, one.indexOf('{'))));
    return names;
  }

  /** The series by today's name. */
  private static String named(String series) {
    int labels = series.indexOf('{');
    String name = series.substring("mysql_slave_status".length(), labels);
    return "mysql_slave_status"
        + name.replace("_slave", "_replica").replace("_master", "_source")
        + series.substring(labels);
  }

  private static Program old(DatabaseServer server, Account account) {
    return Program.oldestReference()
        .withVariable(
            "DATA_SOURCE_NAME",
            "%s:%s@(%s)/".formatted(account.user(), account.password(), server.address()));
  }

  private static CompletableFuture<Void> inBackground(Connection session, String sql) {
    return CompletableFuture.runAsync(
        () -> {
          try (Statement statement = session.createStatement()) {
            statement.execute(sql);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        },
        Thread::startVirtualThread);
  }

  private static void awaitState(DatabaseServer server, String state) {
    String query =
        "SELECT id FROM information_schema.processlist WHERE state = "
            + DatabaseServer.quote(state);
    Await.until(
        SOON, () -> !server.column("id", query).isEmpty(), () -> "no session in state " + state);
  }

  private static void kill(DatabaseServer server, String statement) {
    String query =
        "SELECT id FROM information_schema.processlist WHERE info = "
            + DatabaseServer.quote(statement);
    server.column("id", query).forEach(id -> server.sql("KILL " + id));
  }
}
