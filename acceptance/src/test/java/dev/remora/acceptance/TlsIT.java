package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.Authority;
import dev.remora.servers.Authority.Issued;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.ScrapedPage;
import dev.remora.servers.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to encrypt a session, on servers that have it and on those that have it not. */
class TlsIT {
  private static Authority authority;
  private static Issued client;
  private static Path strangers;
  private static DatabaseServer server;
  private static Account account;

  @RegisterExtension final Exporters exporters = new Exporters();
  @TempDir private Path folder;

  /** A server whose certificate is for 127.0.0.1 and db.example, and a user who must encrypt. */
  @BeforeAll
  static void startServer(@TempDir Path shared) {
    authority = Authority.in(shared.resolve("ours"));
    strangers = Authority.in(shared.resolve("strangers")).certificate();
    client = authority.issueElliptic("client");
    Issued certificate = authority.issue("server", "dns:db.example", "ip:127.0.0.1");
    server = start(ServerKind.MYSQL_8_0, certificate);
    account = server.account("exporter");
    require(server, account, "SSL");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tls = skip-verify",
        "tls = preferred",
        "ssl-skip-verfication = true",
        "ssl-mode = REQUIRED",
        "ssl-mode = VERIFY_CA\nssl-ca = {CA}",
        "ssl-mode = VERIFY_IDENTITY\nssl-ca = {CA}",
        "ssl-ca = {CA}",
        "tls = true\nssl-ca = {CA}",
        "ssl-ca = {CA}\ntls-server-name = db.example",
        "ssl-ca = {CA}\nhost = localhost\ntls-server-name = DB.example",
        "ssl-ca = {CA}\ntls-min-version = TLSv1.3",
        "ssl-ca = {CA}\ntls-max-version = TLSv1.2",
        "ssl-ca = {CA}\ntls-min-version = TLSv1.2\ntls-max-version = TLSv1.2",
        "ssl-ca = {CA}\nssl-cert = {CERT}\nssl-key = {KEY}",
        "tls = skip-verify\nssl-cert = {CERT}\nssl-key = {KEY}"
      })
  void encrypts(String lines) throws IOException {
    assertUp(remora(server, account, lines));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                      | Access denied
          tls = false                             | Access denied
          tls = true                              | unable to find valid certification path
          tls-min-version = TLSv1.2               | unable to find valid certification path
          ssl-ca = {STRANGERS}                      | signature check failed
          ssl-mode = VERIFY_CA;ssl-ca = {STRANGERS} | signature check failed
          ssl-ca = {CA};host = localhost            | for db.example, 127.0.0.1, not for localhost
          ssl-ca = {CA};tls-server-name = other     | for db.example, 127.0.0.1, not for other
          ssl-ca = {CA};tls-server-name = example   | for db.example, 127.0.0.1, not for example
          """)
  void saysWhyAServerIsNotTrusted(String lines, String reason) throws IOException {
    ExporterProcess exporter = remora(server, account, lines.replace(';', '\n'));

    assertThat(exporter.scrape().exposition().value("mysql_up")).contains("0");
    exporter.awaitLog("the reason", line -> line.contains(reason));
    assertThat(exporter.log()).noneMatch(line -> line.contains(account.password()));
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MARIADB_10_11"})
  void checksTheNameOnOthersToo(ServerKind kind) throws IOException {
    try (DatabaseServer other = start(kind, authority.issue("for-" + kind, "ip:127.0.0.1"))) {
      Account user = other.account("exporter");
      require(other, user, "SSL");
      // What 5.7 speaks was broken since.
      String old =
          kind == ServerKind.MYSQL_5_7
              ? "\ntls-min-version = TLSv1.0\ntls-max-version = TLSv1.1"
              : "";

      assertUp(remora(other, user, "ssl-ca = {CA}" + old));
      ExporterProcess wrong =
          remora(other, user, "ssl-ca = {CA}\ntls-server-name = db.example" + old);
      assertThat(wrong.scrape().exposition().value("mysql_up")).contains("0");
      wrong.awaitLog("the name", line -> line.contains("for 127.0.0.1, not for db.example"));
    }
  }

  @Test
  void refusesBrokenVersionsWhereNobodyAskedForThem() throws IOException {
    try (DatabaseServer old =
        start(ServerKind.MYSQL_5_7, authority.issue("for-old", "ip:127.0.0.1"))) {
      ExporterProcess exporter = remora(old, old.account("exporter"), "ssl-ca = {CA}");

      assertThat(exporter.scrape().exposition().value("mysql_up")).contains("0");
      exporter.awaitLog("the version", line -> line.contains("terminated the handshake"));
    }
  }

  /** What the server has to offer is not among them. */
  @ParameterizedTest
  @CsvSource({"TLSv1.2, tls-min-version = TLSv1.3", "TLSv1.3, tls-max-version = TLSv1.2"})
  void speaksNoVersionThatIsNotNamed(String offered, String line) throws IOException {
    Issued certificate = authority.issue("only-" + offered, "ip:127.0.0.1");
    try (DatabaseServer other =
        start(ServerKind.MYSQL_8_0, certificate, "--tls-version=" + offered)) {
      Account user = other.account("exporter");
      ExporterProcess exporter = remora(other, user, "ssl-ca = {CA}\n" + line);

      assertThat(exporter.scrape().exposition().value("mysql_up")).contains("0");
      exporter.awaitLog("the version", said -> said.contains("protocol_version"));
      assertUp(remora(other, user, "ssl-ca = {CA}"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_8_0", "MARIADB_10_11"})
  void showsACertificateOfItsOwn(ServerKind kind) throws IOException {
    try (DatabaseServer strict = start(kind, authority.issue("strict-" + kind, "ip:127.0.0.1"))) {
      Account user = strict.account("exporter");
      require(strict, user, "SUBJECT '/CN=client'");

      assertUp(remora(strict, user, "ssl-ca = {CA}\nssl-cert = {CERT}\nssl-key = {KEY}"));
      assertUp(remora(strict, user, "tls = skip-verify\nssl-cert = {CERT}\nssl-key = {KEY}"));
      assertThat(remora(strict, user, "ssl-ca = {CA}").scrape().exposition().value("mysql_up"))
          .contains("0");
    }
  }

  @Test
  void refusesACertificateOfYesterday() throws IOException {
    try (DatabaseServer late =
        start(ServerKind.MYSQL_8_0, authority.issueExpired("late", "ip:127.0.0.1"))) {
      Account user = late.account("exporter");
      ExporterProcess exporter = remora(late, user, "ssl-ca = {CA}");

      assertThat(exporter.scrape().exposition().value("mysql_up")).contains("0");
      exporter.awaitLog("the reason", line -> line.contains("validity check failed"));
      assertUp(remora(late, user, "tls = skip-verify"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_8_0", "MYSQL_5_7", "MARIADB_10_11"})
  void encryptsIfTheServerCan(ServerKind kind) throws IOException {
    String off = kind == ServerKind.MYSQL_8_0 ? "--tls-version=" : "--skip-ssl";
    try (DatabaseServer plain = DatabaseServer.start(kind, off)) {
      Account user = plain.account("exporter");

      assertUp(remora(plain, user, "tls = preferred"));
      ExporterProcess exporter = remora(plain, user, "tls = skip-verify");
      assertThat(exporter.scrape().exposition().value("mysql_up")).contains("0");
      exporter.awaitLog("the reason", line -> line.contains("ssl not enabled in the server"));
    }
  }

  @Test
  void followsFilesThatAreReplaced() throws IOException, InterruptedException {
    Path ca = Files.copy(strangers, folder.resolve("ca.pem"));
    ExporterProcess exporter = remora(server, account, "ssl-ca = " + ca);
    assertThat(exporter.scrape().exposition().value("mysql_up")).contains("0");

    Files.copy(authority.certificate(), ca, StandardCopyOption.REPLACE_EXISTING);
    // Files are looked at once a second.
    Thread.sleep(1100);

    assertUp(exporter);
  }

  @Test
  void encryptsByDataSourceName() {
    String name =
        "%s:%s@(%s)/?tls=".formatted(account.user(), account.password(), server.address());

    assertUp(
        exporters.start(Program.remora().withVariable("DATA_SOURCE_NAME", name + "skip-verify")));
    assertUp(
        exporters.start(Program.remora().withVariable("DATA_SOURCE_NAME", name + "preferred")));
    assertThat(
            exporters
                .start(Program.remora().withVariable("DATA_SOURCE_NAME", name + "true"))
                .scrape()
                .exposition()
                .value("mysql_up"))
        .contains("0");
  }

  private ExporterProcess remora(DatabaseServer target, Account user, String lines)
      throws IOException {
    String named =
        lines
            .replace("{CA}", authority.certificate().toString())
            .replace("{STRANGERS}", strangers.toString())
            .replace("{CERT}", client.certificate().toString())
            .replace("{KEY}", client.key().toString());
    String host = lines.contains("host = ") ? "" : "host = 127.0.0.1\n";
    Path file =
        Files.writeString(
            Files.createTempFile(folder, "my", ".cnf"),
            "[client]\nuser = %s\npassword = %s\nport = %d\n%s%s\n"
                .formatted(user.user(), user.password(), target.port(), host, named));
    return exporters.start(Program.remora().with("--config.my-cnf=" + file));
  }

  private static DatabaseServer start(ServerKind kind, Issued certificate, String... more) {
    List<String> options = new ArrayList<>(List.of(more));
    options.add("--ssl-ca=" + authority.certificate());
    options.add("--ssl-cert=" + certificate.certificate());
    options.add("--ssl-key=" + certificate.key());
    return DatabaseServer.start(kind, options.toArray(String[]::new));
  }

  private static void require(DatabaseServer target, Account user, String what) {
    target.sql("ALTER USER " + user.user() + "@" + target.clientHost() + " REQUIRE " + what);
  }

  private static void assertUp(ExporterProcess exporter) {
    ScrapedPage page = exporter.scrape();
    assertThat(page.exposition().value("mysql_up"))
        .as(String.join("\n", exporter.log()))
        .contains("1");
  }
}
