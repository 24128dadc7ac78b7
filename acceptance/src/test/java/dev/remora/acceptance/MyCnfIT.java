package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.ScrapedPage;
import dev.remora.servers.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** All the ways to say where the server is and who asks. */
class MyCnfIT {
  @RegisterExtension final Exporters exporters = new Exporters();
  @TempDir private Path folder;

  private DatabaseServer server;
  private Account account;

  @BeforeEach
  void newAccount() {
    server = SharedServers.of(ServerKind.MYSQL_8_0);
    account = server.account("exporter");
  }

  @Test
  void readsHostAndPortFromTheFile() throws IOException {
    Path file =
        file(
            """
            [client]
            user = %s
            password = %s
            host = 127.0.0.1
            port = %d
            """
                .formatted(account.user(), account.password(), server.port()));

    assertUp(Program.remora().with("--config.my-cnf=" + file));
  }

  @Test
  void readsTheSocketFromTheFile() throws IOException {
    Path file =
        file(
            """
            [client]
            user = %s
            password = %s
            socket = %s
            """
                .formatted(account.user(), account.password(), server.socket()));

    assertUp(Program.remora().with("--config.my-cnf=" + file));
  }

  @Test
  void takesUserAndAddressFromFlagsWhereTheFileHasNone() throws IOException {
    Path file = file("[client]\npassword = " + account.password() + "\n");

    assertUp(
        Program.remora()
            .with("--config.my-cnf=" + file)
            .with("--mysqld.address=" + server.address(), "--mysqld.username=" + account.user()));
  }

  @Test
  void takesFlagsAndTheVariableWithoutAFile() {
    assertUp(Program.remora().watching(server.address(), account));
  }

  @Test
  void takesASocketAsAddress() {
    assertUp(Program.remora().watching("unix://" + server.socket(), account));
  }

  @Test
  void takesASocketInDataSourceName() {
    String name = "%s:%s@unix(%s)/".formatted(account.user(), account.password(), server.socket());

    assertUp(Program.remora().withVariable("DATA_SOURCE_NAME", name));
  }

  @Test
  void compressesWhatGoesOverTheLine() throws IOException {
    Path file = file("[client]\npassword = %s\ncompress\n".formatted(account.password()));
    String name = "%s:%s@(%s)/".formatted(account.user(), account.password(), server.address());

    assertUp(Program.remora().withVariable("DATA_SOURCE_NAME", name));
    assertThat(compression()).containsOnly("OFF");
    server.endSessions(account);
    assertUp(Program.remora().withVariable("DATA_SOURCE_NAME", name + "?compress=true"));
    assertThat(compression()).containsOnly("ON");
    server.endSessions(account);
    assertUp(
        Program.remora()
            .with("--config.my-cnf=" + file)
            .with("--mysqld.address=" + server.address(), "--mysqld.username=" + account.user()));
    assertThat(compression()).containsOnly("ON");
  }

  /** Of the warm sessions of the exporter that asked last. */
  private List<String> compression() {
    return server.column(
        "variable_value",
        """
        SELECT s.variable_value AS variable_value
        FROM performance_schema.status_by_thread s
          JOIN performance_schema.threads t USING (thread_id)
        WHERE s.variable_name = 'Compression' AND t.processlist_user = 'exporter'
        """);
  }

  private void assertUp(Program program) {
    ExporterProcess exporter = exporters.start(program, server);

    ScrapedPage page = exporter.scrape();

    assertThat(page.exposition().value("mysql_up"))
        .as("%s", String.join("\n", exporter.log()))
        .contains("1");
    assertThat(exporter.log()).noneMatch(line -> line.contains(account.password()));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("my.cnf"), text);
  }
}
