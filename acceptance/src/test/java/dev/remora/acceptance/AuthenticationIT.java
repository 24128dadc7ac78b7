package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way of a server to have it proved who we are, over everything it goes over. */
class AuthenticationIT {
  // What breaks when it is put into a URL, a shell, a file or SQL; and more than one byte a letter.
  private static final String ODD = "p:@/?#%&=+;'\"\\ $x${y} ($z) пароль 🔑";
  private static final String SECRET_PART = "пароль";
  private static final String ODD_USER = "mörk-наблюдатель";
  private static final String OLD_TLS =
      "tls-min-version = TLSv1.0\ntls-max-version = TLSv1.1\nssl-skip-verfication = true\n";
  private static final Duration LOOK_LIMIT = Duration.ofSeconds(10);

  private static final Map<ServerKind, DatabaseServer> SERVERS = new EnumMap<>(ServerKind.class);
  private static int users;

  @RegisterExtension final Exporters exporters = new Exporters();
  @TempDir private Path folder;

  /** How the server is reached. */
  enum Way {
    TCP,
    TLS,
    SOCKET
  }

  @BeforeAll
  static void startServers(@TempDir Path shared) {
    Authority authority = Authority.in(shared);
    Issued certificate = authority.issue("server", "ip:127.0.0.1");
    for (ServerKind kind :
        List.of(ServerKind.MYSQL_8_0, ServerKind.MYSQL_5_7, ServerKind.MARIADB_10_11)) {
      SERVERS.put(
          kind,
          DatabaseServer.start(
              kind,
              "--ssl-ca=" + authority.certificate(),
              "--ssl-cert=" + certificate.certificate(),
              "--ssl-key=" + certificate.key()));
    }
  }

  @AfterAll
  static void stopServers() {
    SERVERS.values().forEach(DatabaseServer::close);
    SERVERS.clear();
  }

  /**
   * With an odd password, with none, and not with a wrong one. MySQL 5.7 as Oracle built it has no
   * RSA.
   */
  @ParameterizedTest
  @CsvSource({
    "MYSQL_8_0, mysql_native_password, TCP",
    "MYSQL_8_0, mysql_native_password, TLS",
    "MYSQL_8_0, mysql_native_password, SOCKET",
    "MYSQL_8_0, caching_sha2_password, TCP",
    "MYSQL_8_0, caching_sha2_password, TLS",
    "MYSQL_8_0, caching_sha2_password, SOCKET",
    "MYSQL_8_0, sha256_password, TCP",
    "MYSQL_8_0, sha256_password, TLS",
    "MYSQL_8_0, sha256_password, SOCKET",
    "MYSQL_5_7, mysql_native_password, TCP",
    "MYSQL_5_7, mysql_native_password, TLS",
    "MYSQL_5_7, mysql_native_password, SOCKET",
    "MYSQL_5_7, sha256_password, TLS",
    "MARIADB_10_11, mysql_native_password, TCP",
    "MARIADB_10_11, mysql_native_password, TLS",
    "MARIADB_10_11, mysql_native_password, SOCKET",
  })
  void provesItself(ServerKind kind, String plugin, Way way) throws IOException {
    DatabaseServer server = server(kind);
    String odd = odd(kind);
    String user = user(server, plugin, odd, way);

    assertUp(byFile(server, user, odd, way));
    if (kind != ServerKind.MYSQL_5_7 || way != Way.TLS) {
      assertUp(byName(server, user, odd, way));
    }
    assertDenied(byFile(server, user, "wrong" + odd, way));
    server.sql(identify(server, user, plugin, ""));
    assertUp(byFile(server, user, "", way));
    assertDenied(byFile(server, user, odd, way));
  }

  /** A server without a key has only the short way, for whom it knows already. */
  @Test
  void takesTheShortWayOnceItIsKnown() throws IOException {
    DatabaseServer server =
        exporters.closeLater(
            DatabaseServer.start(
                ServerKind.MYSQL_8_0,
                "--default-authentication-plugin=mysql_native_password",
                "--caching-sha2-password-private-key-path=none.pem",
                "--caching-sha2-password-public-key-path=none.pem"));
    String user = user(server, "caching_sha2_password", ODD, Way.TCP);
    ExporterProcess exporter = byFile(server, user, ODD, Way.TCP);
    assertDenied(exporter);

    assertUp(byFile(server, user, ODD, Way.SOCKET));

    assertUp(exporter);
  }

  @Test
  void provesItselfByEd25519() throws IOException {
    DatabaseServer server =
        exporters.closeLater(
            DatabaseServer.start(
                ServerKind.MARIADB_WITH_PLUGINS, "--plugin-load-add=auth_ed25519"));
    String user = user(server, "ed25519", ODD, Way.TCP);

    assertUp(byFile(server, user, ODD, Way.TCP));
    assertUp(byName(server, user, ODD, Way.SOCKET));
    assertDenied(byFile(server, user, "wrong", Way.TCP));
  }

  /** A name beyond ASCII too, which old servers take for Latin letters where nobody tells them. */
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void hasAnyName(ServerKind kind) throws IOException {
    DatabaseServer server = server(kind);
    server.sql(
        "CREATE USER '%s'@localhost IDENTIFIED BY %s"
            .formatted(ODD_USER, DatabaseServer.quote(odd(kind))),
        "GRANT %s TO '%s'@localhost".formatted(kind.grants(), ODD_USER));

    assertUp(byFile(server, ODD_USER, odd(kind), Way.TCP));
    assertUp(byName(server, ODD_USER, odd(kind), Way.TCP));
    assertUp(byFile(server, ODD_USER, odd(kind), Way.TLS));
  }

  /** The system's user is proof enough over a unix socket; the sidecar's may be any. */
  @ParameterizedTest
  @CsvSource({"root", "daemon"})
  void isWhoTheSystemSaysItIs(String systemUser) throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another");
    Program program = Program.remora();
    if (!systemUser.equals("root")) {
      program = as(systemUser, program);
      assumeTrue(canRun(program), systemUser + " may not run the distribution here");
    }
    DatabaseServer server = server(ServerKind.MARIADB_10_11);
    // The server's folder is for root alone.
    Files.setPosixFilePermissions(
        server.socket().getParent(), PosixFilePermissions.fromString("rwx--x--x"));
    for (String name : List.of(systemUser, "nobody")) {
      server.sql(
          "CREATE USER IF NOT EXISTS %s@localhost".formatted(name),
          "ALTER USER %s@localhost IDENTIFIED VIA unix_socket".formatted(name),
          "GRANT %s TO %s@localhost".formatted(server.kind().grants(), name));
    }

    assertUp(exporters.start(at(server, program, systemUser), server));
    assertDenied(exporters.start(at(server, program, "nobody"), server));
  }

  private static Program at(DatabaseServer server, Program program, String user) {
    return program.with("--mysqld.address=unix://" + server.socket(), "--mysqld.username=" + user);
  }

  private static Program as(String systemUser, Program program) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--reuid=" + systemUser,
                "--regid=" + systemUser,
                "--clear-groups",
                program.binary().toString()));
    arguments.addAll(program.arguments());
    return new Program(Path.of("setpriv"), arguments, program.environment());
  }

  private static boolean canRun(Program program) {
    try {
      Process process =
          program
              .with("--version")
              .in(Path.of("/"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(LOOK_LIMIT) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static DatabaseServer server(ServerKind kind) {
    return Objects.requireNonNull(SERVERS.get(kind));
  }

  /** MySQL 5.7 takes only letters of up to three bytes behind IDENTIFIED WITH. */
  private static String odd(ServerKind kind) {
    return kind == ServerKind.MYSQL_5_7 ? ODD.replace("🔑", "") : ODD;
  }

  /** A user of its own, so that no server has the password in its cache. */
  private static synchronized String user(
      DatabaseServer server, String plugin, String password, Way way) {
    String user = "prover" + ++users;
    server.sql(
        "CREATE USER %s@localhost".formatted(user),
        identify(server, user, plugin, password),
        "GRANT %s TO %s@localhost".formatted(server.kind().grants(), user));
    if (way == Way.TLS) {
      server.sql("ALTER USER %s@localhost REQUIRE SSL".formatted(user));
    }
    return user;
  }

  private static String identify(
      DatabaseServer server, String user, String plugin, String password) {
    String quoted = DatabaseServer.quote(password);
    return "ALTER USER %s@localhost IDENTIFIED "
        .formatted(user)
        .concat(
            server.kind().isMariadb()
                ? "VIA %s USING PASSWORD(%s)".formatted(plugin, quoted)
                : "WITH %s BY %s".formatted(plugin, quoted));
  }

  private ExporterProcess byFile(DatabaseServer server, String user, String password, Way way)
      throws IOException {
    Path secret = Files.writeString(Files.createTempFile(folder, "secret", ""), password);
    String where =
        way == Way.SOCKET
            ? "socket = " + server.socket() + "\n"
            : "host = 127.0.0.1\nport = " + server.port() + "\n";
    String tls = server.kind() == ServerKind.MYSQL_5_7 ? OLD_TLS : "tls = skip-verify\n";
    Path file =
        Files.writeString(
            Files.createTempFile(folder, "my", ".cnf"),
            "[client]\nuser = %s\npassword-file = %s\n%s%s"
                .formatted(user, secret, where, way == Way.TLS ? tls : ""));
    return exporters.start(Program.remora().with("--config.my-cnf=" + file), server);
  }

  private ExporterProcess byName(DatabaseServer server, String user, String password, Way way) {
    String where =
        way == Way.SOCKET ? "unix(" + server.socket() + ")" : "(" + server.address() + ")";
    String name =
        "%s:$THE_PASSWORD@%s/%s".formatted(user, where, way == Way.TLS ? "?tls=skip-verify" : "");
    return exporters.start(
        Program.remora()
            .withVariable("DATA_SOURCE_NAME", name)
            .withVariable("THE_PASSWORD", password),
        server);
  }

  private static void assertUp(ExporterProcess exporter) {
    ScrapedPage page = exporter.scrape();
    assertThat(page.exposition().value("mysql_up"))
        .as(String.join("\n", exporter.log()))
        .contains("1");
    assertThat(exporter.log()).noneMatch(line -> line.contains(SECRET_PART));
  }

  private static void assertDenied(ExporterProcess exporter) {
    assertDown(exporter, "Access denied");
  }

  private static void assertDown(ExporterProcess exporter, String reason) {
    assertThat(exporter.scrape().exposition().value("mysql_up")).contains("0");
    exporter.awaitLog(reason, line -> line.contains(reason));
    assertThat(exporter.log()).noneMatch(line -> line.contains(SECRET_PART));
  }
}
