package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.RandomPassword;
import dev.remora.servers.ScrapedPage;
import dev.remora.servers.ServerKind;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the tutorials' manifests say works as they say it: two environment variables and no flag.
 */
class TutorialEnvironmentIT {
  private static final List<String> DEFAULT_COLLECTORS =
      List.of(
          "global_status",
          "global_variables",
          "slave_status",
          "info_schema.innodb_cmp",
          "info_schema.innodb_cmpmem",
          "info_schema.query_response_time");

  @RegisterExtension final Exporters exporters = new Exporters();

  @ParameterizedTest
  @EnumSource
  void connectsAsRoot(ServerKind kind) {
    assertUp(start(SharedServers.of(kind)));
  }

  @ParameterizedTest
  @EnumSource
  void takesAPasswordThatLooksLikeTheRestOfTheText(ServerKind kind) {
    DatabaseServer server = SharedServers.of(kind);
    server.rootPassword("p@ss/w:or?d)%$#&\"' xß日本");

    assertUp(start(server));
  }

  @ParameterizedTest
  @EnumSource
  void takesAnyPassword(ServerKind kind) {
    long seed = RandomGenerator.getDefault().nextLong();
    System.out.println(kind + ": password from seed " + seed);
    DatabaseServer server = SharedServers.of(kind);
    server.rootPassword(RandomPassword.printable(64, seed));

    ExporterProcess exporter = start(server);

    assertUp(exporter);
    assertThat(exporter.log()).noneMatch(line -> line.contains(server.rootPassword()));
  }

  @ParameterizedTest
  @EnumSource(names = "MYSQL_8_0")
  void saysAtStartWhatTheTutorialShows(ServerKind kind) {
    ExporterProcess exporter = start(SharedServers.of(kind));

    exporter.awaitLog(
        "the address", line -> line.contains("Listening on 127.0.0.1:" + exporter.port()));
    for (String collector : DEFAULT_COLLECTORS) {
      exporter.awaitLog(collector, line -> line.matches(".* --collect\\." + collector + "\\b.*"));
    }
  }

  private static void assertUp(ExporterProcess exporter) {
    ScrapedPage page = exporter.scrape();

    assertThat(page.exposition().value("mysql_up"))
        .as("%s", String.join("\n", exporter.log()))
        .contains("1");
  }

  private ExporterProcess start(DatabaseServer server) {
    return exporters.start(
        Program.remora()
            .withVariable(
                "DATA_SOURCE_NAME", "root:$MYSQL_ROOT_PASSWORD@(localhost:" + server.port() + ")/")
            .withVariable("MYSQL_ROOT_PASSWORD", server.rootPassword()),
        server);
  }
}
