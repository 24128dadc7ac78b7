package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.EveryCollector;
import dev.remora.servers.Program;
import dev.remora.servers.RandomPassword;
import dev.remora.servers.ServerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code remora grants} prints makes an account that has what it needs, and no more. */
class GrantsIT {
  private static final Pattern GRANT = Pattern.compile("GRANT (.+) ON (\\S+) TO (.+)");
  private static final String PLACEHOLDER = "<PASSWORD>";

  @RegisterExtension final Exporters exporters = new Exporters();

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_8_0", "MYSQL_5_7", "MARIADB_10_11"})
  void sufficesForEveryCollectorAndHasNothingToSpare(ServerKind kind) {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(kind, everythingOn(kind)));
    OddSchema.fill(server);
    OddSchema.work(server);
    assertSufficesWithNothingToSpare(server, EveryCollector.ON);
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_8_0", "MYSQL_5_7", "MARIADB_10_11"})
  void sufficesForTheDefaultsAndHasNothingToSpare(ServerKind kind) {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(kind));
    assertSufficesWithNothingToSpare(server, List.of());
  }

  /** Narrow privileges, one of them on a table whose name has to be quoted. */
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_8_0", "MYSQL_5_7", "MARIADB_10_11"})
  void grantsOnTablesWhereTheySuffice(ServerKind kind) {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(kind, everythingOn(kind)));
    server.sql(
        "CREATE DATABASE `my-db`",
        "CREATE TABLE `my-db`.`a``b` (ts VARCHAR(26) NOT NULL, server_id INT NOT NULL)",
        "INSERT INTO `my-db`.`a``b` VALUES ('2026-07-01T12:00:00.25', 7)");
    assertSufficesWithNothingToSpare(
        server,
        List.of(
            "--collect.heartbeat",
            "--collect.heartbeat.database=my-db",
            "--collect.heartbeat.table=a`b",
            "--collect.mysql.user",
            "--collect.perf_schema.eventswaits",
            "--collect.sys.user_summary"));
  }

  /** Whatever a backslash between quotes means to those who run it. */
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_8_0", "MYSQL_5_7", "MARIADB_10_11"})
  void namesAnAccountWithABackslash(ServerKind kind) {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(kind));
    for (String mode : List.of("''", "'NO_BACKSLASH_ESCAPES'")) {
      Account account = new Account("corp\\o'b`n", RandomPassword.letters(20));
      Checked grants =
          Checked.run(
              Program.remora()
                  .with("grants", "--user=" + account.user(), "--host=localhost")
                  .watching(server.address(), server.account("nobody_yet")));
      List<String> statements = statements(grants, account.password());
      asRoot(server, mode, List.of(statements.getFirst()));

      Checked check = check(server, account, List.of());
      assertThat(check.exitCode()).as(check.out()).isEqualTo(1);
      asRoot(server, mode, check.statements());

      Checked after = check(server, account, List.of());
      assertThat(after.exitCode()).as(after.out()).isZero();
      asRoot(server, mode, List.of("DROP USER `corp\\o'b``n`@localhost"));
    }
  }

  private static void asRoot(DatabaseServer server, String mode, List<String> statements) {
    List<String> all = new ArrayList<>(List.of("SET SESSION sql_mode = " + mode));
    all.addAll(statements);
    Checked.asRoot(server, all);
  }

  @Test
  void asksNoServerThatItIsToldOf() {
    Checked said =
        Checked.run(
            Program.remora()
                .with("grants", "--flavour=mariadb", "--server-version=10.11")
                .with("--user=o'brien", "--host=10.%", "--exporter.max_open_connections=4"));
    Checked unsaid = Checked.run(Program.remora().with("grants"));

    assertThat(said.exitCode()).as(said.err()).isZero();
    assertThat(said.out())
        .contains(
            "CREATE USER 'o''brien'@'10.%' IDENTIFIED BY <PASSWORD> WITH MAX_USER_CONNECTIONS 5;",
            "GRANT PROCESS, SLAVE MONITOR ON *.* TO 'o''brien'@'10.%';");
    assertThat(unsaid.exitCode()).isEqualTo(1);
    assertThat(unsaid.err()).contains("--flavour");
  }

  /** The form for servers before 5.7, which 5.7 still takes. */
  @Test
  void speaksToOldServers() {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(ServerKind.MYSQL_5_7));
    Checked script =
        Checked.run(
            Program.remora()
                .with("grants", "--flavour=mysql", "--server-version=5.6", "--host=localhost"));

    Checked.asRoot(server, statements(script, "secret"));

    assertThat(
            server.column(
                "max_user_connections", "SELECT * FROM mysql.user WHERE user = 'exporter'"))
        .containsExactly("3");
  }

  /** The sessions of the one before count for a moment longer, and an account has few. */
  private static Checked check(
      DatabaseServer server, Account account, List<String> flags, String... more) {
    server.assertNoSessionLeft();
    return Checked.of(server, account, flags, more);
  }

  private static void assertSufficesWithNothingToSpare(DatabaseServer server, List<String> flags) {
    // Asked of a server as somebody who may do nothing there.
    Account nobody = server.accountWithoutPrivileges("nobody_yet");
    Checked asked =
        Checked.run(
            Program.remora()
                .with("grants")
                .watching(server.address(), nobody)
                .with(flags.toArray(String[]::new)));
    assertThat(asked.exitCode()).as(asked.err()).isZero();
    assertThat(asked.out()).doesNotContain(nobody.password()).contains(PLACEHOLDER);
    Account account = new Account("exporter", RandomPassword.letters(20));
    List<String> statements = statements(asked, account.password());

    Checked.asRoot(server, statements);

    Checked whole = check(server, account, flags, "--format=json");
    assertThat(whole.named("cannot_work")).as(whole.out()).isEmpty();
    assertThat(whole.named("works_in_part")).as(whole.out()).isEmpty();
    List<String> spare = new ArrayList<>();
    for (String statement : statements) {
      Matcher grant = GRANT.matcher(statement);
      for (String privilege : grant.matches() ? grant.group(1).split(", ", -1) : new String[0]) {
        String rest = privilege + " ON " + grant.group(2);
        Checked.asRoot(server, List.of("REVOKE " + rest + " FROM " + grant.group(3)));
        Checked less = check(server, account, flags, "--format=json");
        Checked.asRoot(server, List.of("GRANT " + rest + " TO " + grant.group(3)));
        if (lost(whole, less).isEmpty()) {
          spare.add(rest);
        }
      }
    }
    assertThat(spare).as("privileges without which nothing is missing").isEmpty();
  }

  /** The collectors that the server now refuses something, or that have no series any more. */
  private static List<String> lost(Checked before, Checked after) {
    return before.collectors().values().stream()
        .filter(collector -> {
          JsonNode other = after.collector(collector.path("name").asText());
          return other.path("reason").asText().startsWith("access denied (error ")
              || (other.path("series").asInt() == 0 && collector.path("series").asInt() > 0);
        })
        .map(collector -> collector.path("name").asText())
        .toList();
  }

  private static List<String> statements(Checked script, String password) {
    return script
        .out()
        .replace(PLACEHOLDER + " ", "'" + password + "' ")
        .replace(PLACEHOLDER + ";", "'" + password + "';")
        .lines()
        .filter(line -> !line.startsWith("--"))
        .map(line -> line.replaceFirst(";$", ""))
        .toList();
  }

  private static String[] everythingOn(ServerKind kind) {
    Stream<String> options = Stream.of("--log-bin=binlog", "--server-id=1");
    Stream<String> more =
        kind.isMariadb() ? Stream.of("--performance-schema=ON", "--userstat=ON") : Stream.of();
    return Stream.concat(options, more).toArray(String[]::new);
  }
}
