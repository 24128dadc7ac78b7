package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The archive holds what a start and a scrape need, whichever way the sidecar is told. */
class ClassArchiveIT {
  private static final String FROM_ARCHIVE = "shared objects file";

  @RegisterExtension final Exporters exporters = new Exporters();
  @TempDir private Path folder;

  private DatabaseServer server;
  private Account account;

  @BeforeEach
  void newAccount() {
    server = SharedServers.of(ServerKind.MARIADB_10_11);
    account = server.account("exporter");
  }

  @Test
  void isEnoughForAStartByFlags() throws IOException {
    assertArchived(Program.remora().watching(server.address(), account));
  }

  @Test
  void isEnoughForAStartByTheVariable() throws IOException {
    String name = "%s:%s@(%s)/".formatted(account.user(), account.password(), server.address());

    assertArchived(Program.remora().withVariable("DATA_SOURCE_NAME", name));
  }

  @Test
  void isEnoughForAStartByAFile() throws IOException {
    Path file = folder.resolve("my.cnf");
    Files.writeString(
        file,
        """
        [client]
        user = %s
        password = %s
        host = 127.0.0.1
        port = %d
        """
            .formatted(account.user(), account.password(), server.port()));

    assertArchived(Program.remora().with("--config.my-cnf=" + file));
  }

  private void assertArchived(Program program) throws IOException {
    Path loaded = folder.resolve("loaded.log");
    ExporterProcess exporter =
        exporters.start(
            program.withVariable("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded), server);

    assertThat(exporter.scrape().body().lines()).contains("mysql_up 1");

    List<String> lines = Files.readAllLines(loaded);
    assertThat(lines).filteredOn(line -> line.contains(FROM_ARCHIVE)).isNotEmpty();
    assertThat(lines)
        .filteredOn(line -> line.contains(" dev.remora."))
        .allMatch(line -> line.contains(FROM_ARCHIVE));
    // It makes what a record has for equals and hashCode, at run time.
    assertThat(lines).noneMatch(line -> line.contains(" java.lang.runtime.ObjectMethods"));
  }
}
