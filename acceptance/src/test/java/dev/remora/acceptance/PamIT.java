package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that has the system ask for the password, as LDAP and PAM need it: as clear text. */
class PamIT {
  private static final Path SERVICES = Path.of("/etc/pam.d");
  private static final String PASSWORD = "p@ss w0rd'\"";

  @RegisterExtension final Exporters exporters = new Exporters();
  @TempDir private Path folder;
  private final Path service = SERVICES.resolve("remora-test-" + ProcessHandle.current().pid());

  @BeforeEach
  void setUpService() throws IOException {
    assumeTrue(Files.isWritable(SERVICES), "only root can set PAM up");
    Path wanted = Files.writeString(folder.resolve("wanted"), PASSWORD);
    // The password comes with a NUL at its end.
    Path check =
        Files.writeString(
            folder.resolve("check"),
            "#!/bin/sh\n[ \"$(tr -d '\\0')\" = \"$(cat %s)\" ]\n".formatted(wanted));
    Files.setPosixFilePermissions(check, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        service,
        "auth required pam_exec.so expose_authtok quiet %s\naccount required pam_permit.so\n"
            .formatted(check));
  }

  @AfterEach
  void removeService() throws IOException {
    Files.deleteIfExists(service);
  }

  /** By MySQL's plugin, and by MariaDB's own, which asks the same. */
  @ParameterizedTest
  @CsvSource({"ON, mysql_clear_password", "OFF, dialog"})
  void provesItselfWhereClearTextIsAllowed(String cleartext, String plugin) throws IOException {
    DatabaseServer server =
        exporters.closeLater(
            DatabaseServer.start(
                ServerKind.MARIADB_WITH_PLUGINS,
                "--plugin-load-add=auth_pam_v1",
                "--pam-use-cleartext-plugin=" + cleartext));
    server.sql(
        "CREATE USER pam@localhost IDENTIFIED VIA pam USING '%s'".formatted(service.getFileName()),
        "GRANT %s TO pam@localhost".formatted(server.kind().grants()));

    assertUpIs("1", exporter(server, PASSWORD, "enable-cleartext-plugin"), "");
    assertUpIs("0", exporter(server, "other", "enable-cleartext-plugin"), "Access denied");
    assertUpIs("0", exporter(server, PASSWORD, ""), plugin);
  }

  private ExporterProcess exporter(DatabaseServer server, String password, String allowed)
      throws IOException {
    Path secret = Files.writeString(Files.createTempFile(folder, "secret", ""), password);
    Path file =
        Files.writeString(
            Files.createTempFile(folder, "my", ".cnf"),
            "[client]\nuser = pam\npassword-file = %s\nsocket = %s\n%s\n"
                .formatted(secret, server.socket(), allowed));
    return exporters.start(Program.remora().with("--config.my-cnf=" + file), server);
  }

  private static void assertUpIs(String up, ExporterProcess exporter, String reason) {
    assertThat(exporter.scrape().exposition().value("mysql_up"))
        .as(String.join("\n", exporter.log()))
        .contains(up);
    if (!reason.isEmpty()) {
      exporter.awaitLog(reason, line -> line.contains(reason));
    }
    assertThat(exporter.log()).noneMatch(line -> line.contains(PASSWORD));
  }
}
