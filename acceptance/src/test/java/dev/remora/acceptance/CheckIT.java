package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.remora.servers.Account;
import dev.remora.servers.Await;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.EveryCollector;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.FreePort;
import dev.remora.servers.Program;
import dev.remora.servers.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who does what {@code remora check} says has collectors that work. */
class CheckIT {
  private static final List<String> ON_NO_SERVER_HERE =
      List.of(
          "engine_tokudb_status", "info_schema.replica_host", "info_schema.rocksdb_perf_context");
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  @RegisterExtension final Exporters exporters = new Exporters();
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_8_0", "MYSQL_5_7", "MARIADB_10_11"})
  void makesEveryCollectorWorkThatCan(ServerKind kind) {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(kind));
    OddSchema.fill(server);
    Account account = server.accountWithoutPrivileges("exporter");

    Checked first = Checked.of(server, account, EveryCollector.ON);
    assertThat(first.exitCode()).as(first.out()).isEqualTo(1);
    assertThat(first.statements()).isNotEmpty();
    assertThat(first.options()).contains("--log_bin=binlog");
    Checked.asRoot(server, first.statements());
    server.restart(first.options());
    OddSchema.work(server);
    // What needs a restart first may need a statement then.
    Checked.asRoot(server, Checked.of(server, account, EveryCollector.ON).statements());

    Checked last = Checked.of(server, account, EveryCollector.ON, "--format=json");
    assertThat(last.named("cannot_work")).as(last.out()).isEmpty();
    assertThat(last.named("works_in_part")).as(last.out()).isEmpty();
    assertThat(last.named("finds_nothing")).as(last.out()).isEmpty();
    assertThat(last.named("not_on_this_server")).containsExactlyInAnyOrderElementsOf(notHere(kind));
    assertThat(last.collectors().values())
        .filteredOn(collector -> collector.path("verdict").asText().equals("works"))
        .allMatch(collector ->
            collector.path("series").asInt() > 0 || !collector.path("reason").asText().isEmpty());
    assertThat(last.collectors().values())
        .filteredOn(collector -> collector.path("series").asInt() > 0)
        .hasSizeGreaterThan(kind == ServerKind.MARIADB_10_11 ? 24 : 20);
    assertThat(last.exitCode()).as("asked in vain for some").isEqualTo(1);
    List<String> possible = new ArrayList<>(EveryCollector.ON);
    notHere(kind).forEach(collector -> possible.remove("--collect." + collector));
    Checked green = Checked.of(server, account, possible);
    assertThat(green.exitCode()).as(green.out()).isZero();
    assertThat(green.statements()).isEmpty();
    assertThat(green.options()).isEmpty();
    server.assertNoSessionLeft();
  }

  private static List<String> notHere(ServerKind kind) {
    List<String> names = new ArrayList<>(ON_NO_SERVER_HERE);
    names.add("info_schema.query_response_time");
    names.addAll(
        kind.isMariadb()
            ? List.of(
                "perf_schema.replication_applier_status_by_worker",
                "perf_schema.replication_group_member_stats",
                "perf_schema.replication_group_members")
            : List.of(
                "info_schema.clientstats",
                "info_schema.schemastats",
                "info_schema.tablestats",
                "info_schema.userstats"));
    if (kind == ServerKind.MYSQL_5_7) {
      names.add("perf_schema.replication_applier_status_by_worker");
    }
    return names;
  }

  @Test
  void installsThePluginThatLiesReady() {
    DatabaseServer server =
        exporters.closeLater(DatabaseServer.start(ServerKind.MARIADB_WITH_PLUGINS));
    Account account = server.account("exporter");

    Checked before = Checked.of(server, account, List.of());
    assertThat(before.exitCode()).as(before.out()).isZero();
    assertThat(before.statements())
        .containsExactly(
            "INSTALL SONAME 'query_response_time'", "SET GLOBAL query_response_time_stats = ON");
    Checked.asRoot(server, before.statements());

    Checked after = Checked.of(server, account, List.of(), "--format=json");
    assertThat(after.named("works")).contains("info_schema.query_response_time");
    assertThat(after.collector("info_schema.query_response_time").path("series").asInt())
        .isPositive();
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_8_0", "MARIADB_10_11"})
  void wakesARoleThatSleeps(ServerKind kind) {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(kind));
    Account account = server.accountWithoutPrivileges("exporter");
    server.sql(
        "CREATE ROLE monitor",
        "GRANT %s TO monitor".formatted(kind.grants()),
        "GRANT monitor TO exporter@localhost");
    if (kind == ServerKind.MYSQL_8_0) {
      // One that is to go on sleeping; MariaDB has one role at a time.
      server.sql(
          "CREATE ROLE admin", "GRANT ALL ON *.* TO admin", "GRANT admin TO exporter@localhost");
    }

    Checked asleep = Checked.of(server, account, List.of("--collect.info_schema.tables"));
    assertThat(asleep.exitCode()).isEqualTo(1);
    assertThat(asleep.statements())
        .singleElement()
        .asString()
        .startsWith("SET DEFAULT ROLE ")
        .contains("monitor")
        .doesNotContain("admin", "ALL");
    Checked.asRoot(server, asleep.statements());

    Checked awake = Checked.of(server, account, List.of("--collect.info_schema.tables"));
    assertThat(awake.exitCode()).as(awake.out()).isZero();
    assertThat(awake.statements()).as(awake.out()).isEmpty();
  }

  @Test
  void saysWhoSeesOnlyAPart() {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(ServerKind.MYSQL_8_0));
    server.sql("CREATE DATABASE seen", "CREATE TABLE seen.t (i INT)");
    Account account = server.accountWithoutPrivileges("exporter");
    server.sql(
        "GRANT PROCESS, REPLICATION CLIENT ON *.* TO exporter@localhost",
        "GRANT SELECT ON seen.* TO exporter@localhost");

    Checked checked =
        Checked.of(server, account, List.of("--collect.info_schema.tables"), "--format=json");

    assertThat(checked.exitCode()).isZero();
    assertThat(checked.named("works_in_part")).containsExactly("info_schema.tables");
    assertThat(checked.json().path("needed").path("run"))
        .singleElement()
        .extracting(node -> node.asText())
        .isEqualTo("GRANT SELECT ON *.* TO 'exporter'@'localhost';");
  }

  /** The sidecar beside it holds two of the three sessions that its account may have. */
  @Test
  void takesNoSessionFromTheSidecarBesideIt() {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(ServerKind.MYSQL_8_0));
    Account account = server.account("exporter");
    server.sql("ALTER USER exporter@localhost WITH MAX_USER_CONNECTIONS 3");
    ExporterProcess sidecar =
        exporters.start(Program.remora().watching(server.address(), account), server);
    assertThat(sidecar.scrape().exposition().value("mysql_up")).contains("1");

    Checked checked = Checked.of(server, account, List.of());

    assertThat(checked.exitCode()).as(checked.out() + checked.err()).isZero();
    assertThat(sidecar.scrape().exposition().value("mysql_up")).contains("1");
  }

  @Test
  void saysWhyThereIsNoConnection() throws IOException {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(ServerKind.MYSQL_8_0));
    Account account = server.account("exporter");
    Path file =
        Files.writeString(
            folder.resolve("my.cnf"),
            "[client]\nuser = exporter\npassword = not-the-password\nhost = 127.0.0.1\nport = %d\n"
                .formatted(server.port()));

    Checked denied = Checked.run(Program.remora().with("check", "--config.my-cnf=" + file));
    Checked json =
        Checked.run(Program.remora().with("check", "--config.my-cnf=" + file, "--format=json"));
    Checked refused = Checked.of(server, account, List.of("--target=127.0.0.1:" + FreePort.pick()));

    assertThat(denied.exitCode()).isEqualTo(2);
    assertThat(denied.err())
        .contains("Access denied", "The server takes us for 'exporter'@'localhost'");
    assertThat(denied.out()).contains("exporter  (" + file + ":2)", "(set)  (" + file + ":3)");
    assertThat(denied.out() + denied.err()).doesNotContain("not-the-password");
    assertThat(json.exitCode()).isEqualTo(2);
    assertThat(json.json().path("error").path("code").asInt()).isEqualTo(1045);
    assertThat(json.out()).doesNotContain("not-the-password");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("refused", "is the server running");
  }

  @Test
  void tellsAMistakeFromATrouble() {
    Checked mistake = Checked.run(Program.remora().with("check", "--collect.nonsense"));
    Checked web =
        Checked.run(
            Program.remora()
                .with("check", "--mysqld.username=nobody", "--web.config.file=/nowhere/web.yml"));
    Checked late = Checked.run(Program.remora().with("--log.level=info", "check"));
    Checked help = Checked.run(Program.remora().with("check", "--help"));

    assertThat(mistake.exitCode()).isEqualTo(1);
    assertThat(mistake.err()).contains("--collect.nonsense");
    assertThat(web.exitCode()).isEqualTo(1);
    assertThat(web.err()).contains("/nowhere/web.yml");
    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.err()).contains("unexpected \"check\"");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("usage: remora check [<flags>]\n").contains("--format=text");
  }

  @Test
  void takesTheFlagsOfTheSidecarThatIsProcessOne() throws IOException {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(ServerKind.MYSQL_8_0));
    Program sidecar =
        Program.remora()
            .watching(server.address(), server.account("exporter"))
            .with("--web.listen-address=127.0.0.1:" + FreePort.pick())
            .with("--collect.slave_hosts", "--no-collect.global_status");

    Checked checked = exec(sidecar, Program.remora().binary().toString());

    assertTakesItsFlags(checked);
  }

  /** The image's own program as the image's user, with a file that is mounted there. */
  @Test
  void worksInTheImage() throws IOException {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(ServerKind.MYSQL_8_0));
    Account account = server.account("exporter");
    Path file =
        Files.writeString(
            folder.resolve("options"), "[client]\npassword = %s\n".formatted(account.password()));
    Program container =
        PodImage.as("65534:65534")
            .with("/etc/cnf/my.cnf", file)
            .run("/bin/mysqld_exporter")
            .with("--config.my-cnf=/etc/cnf/my.cnf", "--mysqld.address=" + server.address())
            .with("--mysqld.username=" + account.user())
            .with("--web.listen-address=127.0.0.1:" + FreePort.pick())
            .with("--collect.slave_hosts", "--no-collect.global_status");

    Checked checked =
        exec(container, "--root", "--wd", "--setuid=65534", "--setgid=65534", "/bin/remora");

    assertTakesItsFlags(checked);
    assertThat(checked.out()).contains("/etc/cnf/my.cnf:2").doesNotContain(account.password());
  }

  private static void assertTakesItsFlags(Checked checked) {
    assertThat(checked.exitCode()).as(checked.err()).isZero();
    assertThat(checked.collectors()).containsKey("slave_hosts").doesNotContainKey("global_status");
    assertThat(checked.json().path("flags_from").asText()).isEqualTo("flag of process 1");
  }

  /** A check as kubectl exec does it: in the namespaces of a sidecar that is process 1. */
  private Checked exec(Program sidecar, String... command) throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root to be process 1");
    ProcessBuilder first = sidecar.in(folder);
    first.command().addAll(0, List.of("unshare", "--pid", "--fork", "--mount-proc"));
    Process process = first.redirectErrorStream(true).start();
    try {
      Await.until(
          START_LIMIT,
          () -> process.children().anyMatch(CheckIT::isSidecar),
          () -> "no sidecar is process 1");
      long pid = process.children().findFirst().orElseThrow().pid();
      Program enter =
          new Program(
              Path.of("/usr/bin/nsenter"),
              List.of("--target=" + pid, "--pid", "--mount"),
              sidecar.environment());
      return Checked.run(enter.with(command).with("check", "--format=json"));
    } finally {
      process.children().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().onExit().join();
    }
  }

  private static boolean isSidecar(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/java")).isPresent();
  }

  @Test
  void costsTheSidecarNothing() throws IOException {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(ServerKind.MARIADB_10_11));
    Account account = server.account("exporter");
    Path loaded = folder.resolve("loaded");
    Program program =
        Program.remora()
            .watching(server.address(), account)
            .withVariable("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded);

    assertThat(exporters.start(program, server).scrape().exposition().value("mysql_up"))
        .contains("1");

    try (Stream<String> lines = Files.lines(loaded)) {
      List<String> own = lines.filter(line -> line.contains(" dev.remora.")).toList();
      assertThat(own).anyMatch(line -> line.contains(" dev.remora.cli.Main "));
      assertThat(own).noneMatch(line -> line.contains(" dev.remora.doctor."));
    }
  }
}
