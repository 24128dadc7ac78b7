package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.Await;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Exposition;
import dev.remora.servers.Program;
import dev.remora.servers.ScrapedPage;
import dev.remora.servers.ServerKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many databases behind one exporter, each named by the request. */
class ProbeIT {
  private static final List<ServerKind> KINDS =
      List.of(ServerKind.MYSQL_5_7, ServerKind.MYSQL_8_0, ServerKind.MARIADB_10_11);
  private static final int TARGETS = 50;
  private static final int SHARED_SESSIONS = 24;
  private static final Duration TIMEOUT = Duration.ofSeconds(40);
  private static final Duration SOON = Duration.ofSeconds(30);

  @RegisterExtension final Exporters exporters = new Exporters();
  @TempDir private Path folder;

  /**
   * A target, which has a user of its own with a password of its own on its server alone.
   *
   * @param server where it is
   * @param address one of the many that this machine has for itself
   * @param section how to log in
   */
  private record Probed(DatabaseServer server, String address, String section) {
    String path() {
      return "/probe?target=%s&auth_module=%s".formatted(address, section);
    }
  }

  @Test
  void asksFiftyTargetsAtOnce() throws IOException {
    List<Probed> targets = fiftyTargets();
    ExporterProcess exporter = start("--probe.max_open_connections=" + SHARED_SESSIONS);

    for (int round = 0; round < 4; round++) {
      Map<Probed, CompletableFuture<ScrapedPage>> pages = new HashMap<>();
      for (Probed target : targets) {
        pages.put(
            target,
            CompletableFuture.supplyAsync(
                () -> probe(exporter, target.path()), Thread::startVirtualThread));
      }
      pages.values().forEach(CompletableFuture::join);
      assertThat(exporter.log()).noneMatch(line -> line.contains("level=ERROR"));
      pages.forEach((target, page) -> assertComesFrom(target, page.join().exposition()));
      // A server sees a closed one a moment later.
      Await.until(
          SOON, () -> sessions(targets) <= SHARED_SESSIONS, () -> sessions(targets) + " sessions");
      assertThat(sessions(targets)).isPositive();
    }

    // What one target costs, and 64 MiB for a heap that may grow to half of it.
    assertThat(exporter.rssBytes()).isLessThan(112L << 20);
  }

  private static int sessions(List<Probed> targets) {
    return targets.stream()
        .map(Probed::server)
        .distinct()
        .mapToInt(server -> server.sessions().size())
        .sum();
  }

  @Test
  void oneTargetThatHangsCostsNoOther() throws IOException {
    List<Probed> targets = fiftyTargets().subList(0, 6);
    // It is given up only when its page is due.
    Path options = folder.resolve("my.cnf");
    Files.writeString(
        options,
        Files.readString(options)
            .replace(
                "[client]\n",
                "[client]\nconnect-timeout = %d\n".formatted(2 * TIMEOUT.toSeconds())));
    ExporterProcess exporter = start("--probe.max_open_connections=8");
    try (ServerSocket blackHole = new ServerSocket(0, 9, InetAddress.ofLiteral("127.0.0.1"))) {
      String path = "/probe?target=127.0.0.1:%d".formatted(blackHole.getLocalPort());
      CompletableFuture<ScrapedPage> hanging =
          CompletableFuture.supplyAsync(() -> probe(exporter, path), Thread::startVirtualThread);

      blackHole.setSoTimeout((int) SOON.toMillis());
      try (Socket _ = blackHole.accept()) {
        for (Probed target : targets) {
          assertComesFrom(target, probe(exporter, target.path()).exposition());
        }
        assertThat(hanging).isNotDone();
      }

      assertThat(hanging.join().exposition().value("mysql_up")).contains("0");
    }
  }

  /** A section may log in to any target; a wrong one is refused by the database. */
  @Test
  void aSectionOfAnotherTargetIsRefused() throws IOException {
    List<Probed> targets = fiftyTargets();
    ExporterProcess exporter = start();
    String crossed =
        "/probe?target=%s&auth_module=%s"
            .formatted(targets.get(0).address(), targets.get(1).section());

    assertThat(probe(exporter, crossed).exposition().value("mysql_up")).contains("0");
    exporter.awaitLog("the refusal", line -> line.contains("Access denied for user"));
  }

  @ParameterizedTest
  @CsvSource({
    "/probe,                                          400",
    "/probe?target=,                                  400",
    "/probe?target=127.0.0.1:1&auth_module=nobody,    400",
    "/probe?target=nowhere,                           400",
    "/probe?target=127.0.0.1:1,                       200",
    "/probe?target=unix:///no/such.sock,              200",
    "/probe?target=127.0.0.1:1&collect[]=nothing,     200"
  })
  void answersAsTheReferenceDoes(String path, int status) throws IOException {
    DatabaseServer server = SharedServers.of(ServerKind.MYSQL_8_0);
    write(List.of(), server, server.account("exporter"));
    ScrapedPage ours = exporters.start(configured(Program.remora())).request("GET", path, Map.of());
    ScrapedPage reference =
        exporters.start(configured(Program.reference())).request("GET", path, Map.of());

    assertThat(ours.status()).isEqualTo(status).isEqualTo(reference.status());
    if (status == 400) {
      assertThat(ours.body()).startsWith(reference.body().strip());
    } else {
      assertThat(names(ours)).isEqualTo(names(reference)).containsExactly("mysql_up");
    }
  }

  @Test
  void servesTheFamiliesThatTheReferenceServes() throws IOException {
    DatabaseServer server = SharedServers.of(ServerKind.MYSQL_8_0);
    write(List.of(), server, server.account("exporter"));
    String path = "/probe?target=" + server.address();
    ScrapedPage ours = probe(exporters.start(configured(Program.remora()), server), path);
    ScrapedPage reference = probe(exporters.start(configured(Program.reference()), server), path);

    List<String> added = new ArrayList<>(names(ours));
    added.removeAll(names(reference));
    assertThat(names(ours)).containsAll(names(reference));
    assertThat(added).containsExactly("mysql_exporter_collector_dropped_samples_total");
  }

  private List<Probed> fiftyTargets() throws IOException {
    List<DatabaseServer> servers = new ArrayList<>();
    for (ServerKind kind : KINDS) {
      servers.add(exporters.closeLater(DatabaseServer.start(kind, "--bind-address=0.0.0.0")));
    }
    List<Probed> targets = new ArrayList<>();
    List<String> sections = new ArrayList<>();
    for (int i = 0; i < TARGETS; i++) {
      DatabaseServer server = servers.get(i % servers.size());
      Account account = server.account("probe" + i);
      String section = i % 2 == 0 ? "client.of" + i : "target" + i;
      sections.add(
          "[%s]%nuser = %s%npassword = %s%n"
              .formatted(section, account.user(), account.password()));
      targets.add(new Probed(server, "127.0.0.%d:%d".formatted(1 + i, server.port()), section));
    }
    write(sections, servers.getFirst(), servers.getFirst().account("exporter"));
    return targets;
  }

  private void write(List<String> sections, DatabaseServer own, Account account)
      throws IOException {
    String client =
        "[client]%nuser = %s%npassword = %s%nhost = 127.0.0.1%nport = %d%n"
            .formatted(account.user(), account.password(), own.port());
    Files.writeString(folder.resolve("my.cnf"), client + String.join("", sections));
  }

  private ExporterProcess start(String... flags) {
    return exporters.start(configured(Program.remora()).with(flags));
  }

  private Program configured(Program program) {
    return program.with("--config.my-cnf=" + folder.resolve("my.cnf"));
  }

  private static ScrapedPage probe(ExporterProcess exporter, String path) {
    Map<String, String> headers =
        Map.of("X-Prometheus-Scrape-Timeout-Seconds", Long.toString(TIMEOUT.toSeconds()));
    ScrapedPage page = exporter.request("GET", path, headers);
    assertThat(page.status()).isEqualTo(200);
    return page;
  }

  private static void assertComesFrom(Probed target, Exposition page) {
    assertThat(page.value("mysql_up")).as("%s", target).contains("1");
    assertThat(page.value("mysql_global_variables_port"))
        .as("%s", target)
        .contains(Integer.toString(target.server().port()));
    assertThat(
            page.samples()
                .filter(sample -> sample.name().equals("mysql_exporter_collector_success"))
                .collect(Collectors.groupingBy(Exposition.Sample::number, Collectors.counting())))
        .as("%s", target)
        .containsOnlyKeys(1.0);
  }

  private static List<String> names(ScrapedPage page) {
    return page.exposition().names();
  }
}
