package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.acceptance.PrometheusServer.Job;
import dev.remora.servers.Account;
import dev.remora.servers.Authority;
import dev.remora.servers.Authority.Issued;
import dev.remora.servers.Await;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.DebianPackage;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.FreePort;
import dev.remora.servers.Program;
import dev.remora.servers.Run;
import dev.remora.servers.ServerKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The web configuration file on the distribution, and beside the reference. */
class WebConfigIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  // htpasswd -nbBC 5 alice secret, and the same of libxcrypt.
  private static final String SECRET =
      "$2y$05$idi/qx6rCgxqOictWcg8BeAbvgHSrUTSpZkhsHiNxekLyidKMdoN6";
  private static final String SECRET_TOO =
      "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";
  private static final String ALICE = "basic_auth_users:\n  alice: " + SECRET + "\n";
  private static final String BOB = "basic_auth_users:\n  bob: " + SECRET_TOO + "\n";

  private static Authority authority;
  private static Authority strangers;
  private static Issued server;
  private static Issued client;
  private static Issued other;
  private static Issued stranger;

  @RegisterExtension final Exporters exporters = new Exporters();
  @TempDir private Path folder;

  @BeforeAll
  static void makeCertificates(@TempDir Path shared) {
    authority = Authority.in(shared.resolve("ours"));
    strangers = Authority.in(shared.resolve("strangers"));
    server = authority.issue("server", "dns:localhost", "ip:127.0.0.1");
    client =
        authority.issue(
            "client", "dns:client.example", "email:a@b.example", "ip:10.1.2.3", "uri:spiffe://a/b");
    other = authority.issueElliptic("other", "dns:other.example");
    stranger = strangers.issue("stranger", "dns:client.example");
  }

  @Test
  void servesADatabaseThroughTlsToThoseWhoAreKnown() throws IOException {
    DatabaseServer database = SharedServers.of(ServerKind.MYSQL_8_0);
    Account account = database.account("exporter");
    ExporterProcess exporter =
        exporters.start(
            Program.remora()
                .watching(database.address(), account)
                .with("--web.config.file=" + write(tls("") + ALICE)),
            database);

    assertThat(Secure.trusting(authority).as("alice", "secret").get(exporter, "/metrics"))
        .startsWith("200 ")
        .contains("\nmysql_up 1\n");
    assertThat(Secure.trusting(authority).get(exporter, "/metrics")).startsWith("401 Unauthorized");
    assertThat(Secure.trusting(authority).get(exporter, "/-/healthy")).startsWith("401 ");
    assertThat(Secure.trusting(authority).as("alice", "Secret").get(exporter, "/"))
        .startsWith("401 ");
    assertThat(exporter.log()).noneMatch(line -> line.contains("secret") || line.contains("$2y$"));
  }

  /** Who comes with what: no certificate, a good one, one of strangers. */
  @ParameterizedTest
  @CsvSource({
    "NoClientCert, yes, yes, yes",
    "RequestClientCert, yes, yes, yes",
    "RequireAnyClientCert, no, yes, yes",
    "RequireClientCert, no, yes, yes",
    "VerifyClientCertIfGiven, yes, yes, no",
    "RequireAndVerifyClientCert, no, yes, no"
  })
  void asksForCertificates(String type, String none, String good, String bad) throws IOException {
    String ca =
        type.equals("NoClientCert")
            ? ""
            : "  client_ca_file: %s\n".formatted(authority.certificate());
    String text = tls("  client_auth_type: " + type + "\n" + ca);

    for (ExporterProcess exporter : both(text)) {
      Secure plain = Secure.trusting(authority);
      assertServes(none, plain, exporter);
      assertServes(good, plain.with(client), exporter);
      assertServes(good, plain.with(other), exporter);
      assertServes(bad, plain.with(stranger), exporter);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "client.example, yes",
    "a@b.example, yes",
    "10.1.2.3, yes",
    "spiffe://a/b, yes",
    "'other, client.example', yes",
    "other.example, no",
    "Client.example, no",
    "client, no",
    "'*.example', no"
  })
  void looksAtTheNamesOfClients(String allowed, String served) throws IOException {
    String text =
        tls(
            "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: %s\n  client_allowed_sans: [\"%s\"]\n"
                .formatted(authority.certificate(), allowed.replace(", ", "\", \"")));

    for (ExporterProcess exporter : both(text)) {
      assertServes(served, Secure.trusting(authority).with(client), exporter);
      assertServes("no", Secure.trusting(authority), exporter);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                          | TLSv1.2 | yes
          ''                                          | TLSv1.3 | yes
          min_version: TLS13                          | TLSv1.2 | no
          min_version: TLS13                          | TLSv1.3 | yes
          max_version: TLS12                          | TLSv1.3 | no
          max_version: TLS12                          | TLSv1.2 | yes
          curve_preferences: [CurveP384]              | TLSv1.3 | yes
          cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384] | TLSv1.2 | yes
          cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384] | TLSv1.2 | no
          cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384] | TLSv1.3 | yes
          """)
  void speaksTheVersionsThatAreWanted(String line, String version, String served)
      throws IOException {
    // The reference wants a cipher suite for HTTP/2 that these have not.
    String text = tls(line.isEmpty() ? "" : "  " + line + "\n");
    for (ExporterProcess exporter : both(text + "http_server_config:\n  http2: false\n")) {
      assertServes(served, Secure.trusting(authority).speaking(version), exporter);
    }
  }

  /** Certificates, authorities and users are replaced while requests come; none of them fails. */
  @Test
  void followsItsFilesUnderLoad() throws Exception {
    Path certificate = Files.copy(server.certificate(), folder.resolve("tls.crt"));
    Path key = Files.copy(server.key(), folder.resolve("tls.key"));
    String both = ALICE + "  bob: " + SECRET_TOO + "\n";
    String tls = "tls_server_config:\n  cert_file: tls.crt\n  key_file: tls.key\n";
    Path file = write(tls + both);
    ExporterProcess exporter = remora(file);
    Issued renewed = authority.issueElliptic("renewed", "dns:localhost");
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger served = new AtomicInteger();
    Changing changing = new Changing();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> load = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Secure bob = Secure.trusting(authority).as("bob", "secret");
        load.add(
            CompletableFuture.runAsync(
                () -> {
                  while (!over.get()) {
                    changing.ask(() -> assertThat(answer(bob, exporter)).startsWith("200 "));
                    served.incrementAndGet();
                  }
                },
                clients));
      }
      try {
        awaitMore(served);
        for (int round = 0; round < 5; round++) {
          // One after the other: between the two, they do not fit.
          Issued next = round % 2 == 0 ? renewed : server;
          changing.begin();
          replace(certificate, Files.readString(next.certificate()));
          awaitMore(served);
          replace(key, Files.readString(next.key()));
          changing.end();
          awaitMore(served);
        }
        assertThat(Secure.trusting(authority).subject(exporter)).contains("CN=renewed");

        replace(file, tls + BOB);
        assertThat(Secure.trusting(authority).as("alice", "secret").get(exporter, "/"))
            .startsWith("401 ");
        awaitMore(served);
      } finally {
        over.set(true);
      }
      load.forEach(CompletableFuture::join);
    }

    replace(file, tls + BOB + "nonsense: 1\n");
    assertThatThrownBy(
            () -> Secure.trusting(authority).as("bob", "secret").get(exporter, "/-/healthy"))
        .isInstanceOf(IOException.class);
    exporter.awaitLog("the reason", line -> line.contains(":6: nonsense is not known here"));
    replace(file, tls + BOB);
    assertThat(Secure.trusting(authority).as("bob", "secret").get(exporter, "/-/healthy"))
        .startsWith("200 ");
  }

  /** Files that are changed one after the other, for which there is so much time and no more. */
  private static final class Changing {
    private static final Duration FORGIVEN = Duration.ofSeconds(4);
    private final AtomicReference<Optional<Long>> since = new AtomicReference<>(Optional.empty());

    void begin() {
      since.set(Optional.of(System.nanoTime()));
    }

    void end() {
      since.set(Optional.empty());
    }

    /** May fail only while this machine takes longer over the change than it has. */
    void ask(Runnable request) {
      Optional<Long> before = since.get();
      try {
        request.run();
      } catch (AssertionError e) {
        long start = before.or(since::get).orElseThrow(() -> e);
        if (System.nanoTime() - start < FORGIVEN.toNanos()) {
          throw e;
        }
      }
    }
  }

  @Test
  void keepsDeadlinesAndSeesWhoLeavesThroughTls() throws IOException {
    DatabaseServer database = SharedServers.of(ServerKind.MYSQL_8_0);
    Guest guest = Guest.of(database, exporters, "--web.config.file=" + write(tls("")));
    Secure client = Secure.trusting(authority);
    String success = "\nmysql_exporter_collector_success{collector=\"collect.heartbeat\"} ";
    assertThat(client.get(guest.exporter(), "/metrics")).contains(success + "1\n");
    guest.nap(60);

    // What a page that is cut has left to look for the database can be too short for it.
    Secure hurried = client.saying("X-Prometheus-Scrape-Timeout-Seconds: 2.5");
    List<String> pages = new ArrayList<>();
    Await.until(
        LIMIT,
        () ->
            pages.add(answer(hurried, guest.exporter(), "/metrics"))
                && pages.getLast().contains("\nmysql_up 1\n"),
        pages::getLast);
    assertThat(pages).allMatch(page -> page.contains(success + "0\n"));
    try (Socket leaving = client.asked(guest.exporter(), "/metrics")) {
      guest.awaitHeartbeat();
      assertThat(leaving.isConnected()).isTrue();
    }

    guest.exporter().awaitLog("the end of the scrape", line -> line.contains("client hung up"));
    guest.assertNothingLeft();
    guest.nap(0);
  }

  @Test
  void isScrapedByPrometheusThroughTls() throws IOException {
    DatabaseServer database = SharedServers.of(ServerKind.MYSQL_8_0);
    Account account = database.account("exporter");
    ExporterProcess exporter =
        exporters.start(
            Program.remora()
                .watching(database.address(), account)
                .with(
                    "--web.config.file="
                        + write(
                            tls(
                                    "  client_auth_type: VerifyClientCertIfGiven\n  client_ca_file: %s\n"
                                        .formatted(authority.certificate()))
                                + ALICE)),
            database);
    String trusted =
        "scheme: https\ntls_config:\n  ca_file: %s\n".formatted(authority.certificate());
    String certified =
        trusted + "  cert_file: %s\n  key_file: %s\n".formatted(client.certificate(), client.key());
    String known = "basic_auth: {username: alice, password: secret}\n";

    try (PrometheusServer prometheus =
        PrometheusServer.start(
            DebianPackage.PROMETHEUS,
            exporter,
            List.of(
                new Job("known", trusted + known),
                new Job("certified", certified + known),
                new Job("unknown", certified)))) {
      for (String job : List.of("known", "certified")) {
        Await.until(
            LIMIT,
            () ->
                prometheus.query("sum_over_time(mysql_up{job=\"" + job + "\"}[5m])").orElse(0) >= 3,
            () -> prometheus.targets() + prometheus.log());
      }
      assertThat(prometheus.failures())
          .as("%s", exporter.log())
          .allMatch(line -> line.contains("scrape_pool=unknown"));
      Await.until(
          LIMIT,
          () -> prometheus.failures().anyMatch(line -> line.contains("401 Unauthorized")),
          prometheus::log);
      assertThat(prometheus.query("max_over_time(up{job=\"unknown\"}[5m])")).hasValue(0);
    }
  }

  /** A table of files: how both end that cannot start, and what both say who can. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          empty                  | ''                                                         | 200
          comment                | '# nothing'                                                | 200
          empty sections         | 'tls_server_config:;http_server_config:;basic_auth_users:' | 200
          users                  | 'basic_auth_users:;  alice: {HASH}'                        | 401
          users of $2b$          | 'basic_auth_users:;  alice: {HASH_B}'                      | 401
          headers                | 'http_server_config:;  headers:;    X-Frame-Options: deny' | 200
          all headers            | 'http_server_config:;  headers:;    X-XSS-Protection: a;    Content-Security-Policy: b;    Strict-Transport-Security: c;    X-Content-Type-Options: nosniff' | 200
          http2 off              | 'http_server_config:;  http2: false'                       | 200
          rate limit             | 'rate_limit:;  interval: 1s;  burst: 20'                   | 200
          no burst               | 'rate_limit:;  interval: 1s'                               | 429
          limit of zero          | 'rate_limit:;  interval: 0s;  burst: 1'                    | 200
          limit, then users      | 'rate_limit:;  interval: 1h;basic_auth_users:;  a: {HASH}' | 429
          versions alone         | 'tls_server_config:;  min_version: TLS13'                  | 200
          quoted                 | '"basic_auth_users":;  "alice": "{HASH}"'                  | 401
          flow                   | '{basic_auth_users: {alice: {HASH}}}'                      | 401
          anchors                | 'basic_auth_users:;  alice: &a {HASH};  bob: *a'           | 401
          documents              | '---;basic_auth_users:;  alice: {HASH}'                    | 401
          unknown key            | 'tls_config: {}'                                           | 1
          unknown inner key      | 'http_server_config:;  http3: true'                        | 1
          key twice              | 'rate_limit:;  burst: 1;  burst: 2'                        | 1
          no mapping             | 'text'                                                     | 1
          no YAML                | 'a: b: c'                                                  | 1
          tabs                   | 'basic_auth_users:;\talice: {HASH}'                        | 1
          plain password         | 'basic_auth_users:;  alice: secret'                        | 1
          md5 password           | 'basic_auth_users:;  alice: $apr1$9qvP0Y5B$JXo2.XZmtl0sJIs8ZbSGI1' | 1
          another header         | 'http_server_config:;  headers:;    Server: x'             | 1
          header in small        | 'http_server_config:;  headers:;    x-frame-options: deny' | 1
          header of another value| 'http_server_config:;  headers:;    X-Frame-Options: DENY' | 1
          no duration            | 'rate_limit:;  interval: soon'                             | 1
          no number              | 'rate_limit:;  burst: many'                                | 1
          certificate alone      | 'tls_server_config:;  cert_file: {CERT}'                   | 1
          key alone              | 'tls_server_config:;  key_file: {KEY}'                     | 1
          another's key          | 'tls_server_config:;  cert_file: {CERT};  key_file: {OTHER}' | 1
          no such file           | 'tls_server_config:;  cert_file: none;  key_file: {KEY}'   | 1
          no certificate         | 'tls_server_config:;  cert_file: {KEY};  key_file: {KEY}'  | 1
          authority without type | 'tls_server_config:;  cert_file: {CERT};  key_file: {KEY};  client_ca_file: {CERT}' | 1
          another type           | 'tls_server_config:;  cert_file: {CERT};  key_file: {KEY};  client_auth_type: Always' | 1
          another version        | 'tls_server_config:;  min_version: TLS14'                  | 1
          another curve          | 'tls_server_config:;  curve_preferences: [P256]'           | 1
          unsafe cipher          | 'tls_server_config:;  cipher_suites: [TLS_RSA_WITH_RC4_128_SHA]' | 1
          type alone             | 'tls_server_config:;  client_auth_type: NoClientCert'      | 1
          """)
  void doesWithAFileWhatTheReferenceDoes(String name, String text, int expected)
      throws IOException {
    Path file =
        write(
            text.replace(';', '\n')
                .replace("{HASH}", SECRET)
                .replace("{HASH_B}", SECRET_TOO)
                .replace("{CERT}", server.certificate().toString())
                .replace("{KEY}", server.key().toString())
                .replace("{OTHER}", other.key().toString()));

    for (Program program : List.of(Program.remora(), Program.reference())) {
      assertThat(outcome(program, file)).as("%s of %s", name, program).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--web.systemd-socket, web.systemd-socket is not possible",
    "--web.listen-address=vsock://:9104, is not possible: Java has no vsock"
  })
  void saysWhatItCannotDo(String flag, String expected) {
    Run run = Run.of(LIMIT, Program.remora().with("--mysqld.username=a", flag).in(folder));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.stderr()).hasSize(1).first().asString().contains(expected);
  }

  @Test
  void tellsAllProblemsTogether() throws IOException {
    Path file = write("basic_auth_users:\n  alice: hunter2\nrate_limit:\n  burst: x\n");

    Run run =
        Run.of(
            LIMIT,
            Program.remora()
                .with("--mysqld.username=a", "--log.level=loud", "--web.config.file=" + file)
                .in(folder));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.stderr())
        .hasSize(3)
        .anyMatch(line -> line.contains("log.level"))
        .anyMatch(line -> line.contains("web.yml:2: basic_auth_users.alice has no bcrypt hash"))
        .anyMatch(line -> line.contains("web.yml:4: rate_limit.burst is no whole number"))
        .noneMatch(line -> line.contains("hunter2"));
  }

  @Test
  void servesOnSeveralAddresses() throws IOException {
    int second = FreePort.pick();
    ExporterProcess exporter =
        exporters.start(
            Program.remora().with("--mysqld.username=a", "--web.listen-address=[::1]:" + second));

    for (String host : List.of("127.0.0.1:" + exporter.port(), "[::1]:" + second)) {
      assertThat(Secure.plainly("http://" + host + "/-/healthy")).isEqualTo("200 healthy\n");
    }
    try (ServerSocket taken = FreePort.listen(FreePort.pick())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Run run =
          Run.of(
              LIMIT,
              Program.remora()
                  .with(
                      "--mysqld.username=a",
                      "--web.listen-address=127.0.0.1:0",
                      "--web.listen-address=" + address)
                  .in(folder));
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.stderr()).last().asString().contains("cannot listen on " + address);
    }
  }

  /** The exit code of a program that does not start, else the status of its first answer. */
  private int outcome(Program program, Path file) throws IOException {
    int port = FreePort.pick();
    Process process =
        program
            .with("--mysqld.username=a", "--mysqld.address=127.0.0.1:1")
            .with("--web.config.file=" + file, "--web.listen-address=127.0.0.1:" + port)
            .in(folder)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      Await.until(
          LIMIT,
          () -> FreePort.answers(port) || !process.isAlive(),
          () -> "neither ends nor listens");
      return process.isAlive()
          ? Integer.parseInt(Secure.plainly("http://127.0.0.1:" + port + "/").substring(0, 3))
          : process.exitValue();
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Ours, and the reference. */
  private List<ExporterProcess> both(String text) throws IOException {
    Path file = write(text);
    return List.of(
        remora(file),
        exporters.start(
            Program.reference()
                .with("--mysqld.username=a", "--mysqld.address=127.0.0.1:1")
                .with("--web.config.file=" + file)));
  }

  private ExporterProcess remora(Path file) {
    return exporters.start(
        Program.remora()
            .with("--mysqld.username=a", "--mysqld.address=127.0.0.1:1")
            .with("--web.config.file=" + file));
  }

  private static String tls(String more) {
    return "tls_server_config:\n  cert_file: %s\n  key_file: %s\n"
            .formatted(server.certificate(), server.key())
        + more;
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("web.yml"), text);
  }

  private void replace(Path file, String text) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), text);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void awaitMore(AtomicInteger served) {
    int enough = served.get() + 10;
    Await.until(LIMIT, () -> served.get() >= enough, () -> "only " + served.get() + " requests");
  }

  private static void assertServes(String served, Secure client, ExporterProcess exporter) {
    Consumer<Secure> expectation =
        served.equals("yes")
            ? each -> assertThat(answer(each, exporter)).startsWith("200 ")
            : each ->
                assertThatThrownBy(() -> each.get(exporter, "/")).isInstanceOf(IOException.class);
    expectation.accept(client);
  }

  private static String answer(Secure client, ExporterProcess exporter) {
    return answer(client, exporter, "/");
  }

  private static String answer(Secure client, ExporterProcess exporter, String path) {
    try {
      return client.get(exporter, path);
    } catch (IOException e) {
      throw new AssertionError(String.join("\n", exporter.log()), e);
    }
  }
}
