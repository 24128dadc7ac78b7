package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.acceptance.recorded.RecordedServer;
import dev.remora.servers.Account;
import dev.remora.servers.EveryCollector;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Exposition;
import dev.remora.servers.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The page of servers that cannot be had for a test, of which a recording has what they say to each
 * statement. The pages are written anew by
 *
 * <pre>mvn verify -Dit.test=RecordedServersIT -Dgolden.write=true</pre>
 *
 * <p>and reviewed as a diff.
 */
class RecordedServersIT {
  private static final Path FOLDER = Path.of("src", "test", "resources", "recorded");
  private static final String CHANGING =
      "mysql_exporter_collector_duration_seconds|mysqld_exporter_build_info|(process|jvm)_.*";
  private static final Account ACCOUNT = new Account("exporter", "secret");

  private static final Deviation SUMS_OF_NOTHING =
      new Deviation(
          "value of mysql_exporter_collector_success.collector=.*[.]eventsstatementssum\"}",
          "Q59: the sum of nothing is nothing, and no failure");

  /** A recording, and what is better than the reference there. */
  record Kind(String file, List<Deviation> deviations) {
    @Override
    public String toString() {
      return file;
    }
  }

  static List<Kind> kinds() {
    return List.of(
        kind("aurora-mysql-3"),
        kind("percona-server-5.7", SUMS_OF_NOTHING),
        kind(
            "mariadb-11.8-galera",
            SUMS_OF_NOTHING,
            new Deviation(
                "series mysql_mysql_.*mysql_user=\"blocked\"}"
                    + "|value of mysql_exporter_collector_success.collector=.*[.]user\"}",
                "Q46: the limit -1 of an account is served")),
        kind(
            "mysql-8.4",
            SUMS_OF_NOTHING,
            new Deviation(
                "value of mysql_binlog_file_number", "Q37: the number is behind the last dot")),
        kind("mysql-9.1", SUMS_OF_NOTHING));
  }

  private static Kind kind(String file, Deviation... deviations) {
    return new Kind(file, List.of(deviations));
  }

  @RegisterExtension final Exporters exporters = new Exporters();

  @ParameterizedTest
  @MethodSource("kinds")
  void givesTheGoldenPage(Kind kind) throws IOException {
    String name = kind.file();
    Path golden = FOLDER.resolve(name + ".metrics");
    try (RecordedServer server = serving(name)) {
      ExporterProcess ours = exporters.start(watching(Program.remora(), server));
      String page = lines(ours.scrape().exposition());
      if (Boolean.getBoolean("golden.write")) {
        Files.writeString(golden, page);
      }

      assertThat(server.unexpected()).isEmpty();
      assertThat(golden).content().isEqualTo(page);
      // A stack trace, or a warning of the runtime's, would be a line without a time.
      assertThat(ours.log()).allMatch(line -> line.startsWith("time="));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void givesTheReferencesPage(Kind kind) {
    try (RecordedServer server = serving(kind.file())) {
      Sandwich sandwich =
          new Sandwich(
              exporters.start(watching(Program.reference(), server)),
              exporters.start(watching(Program.remora(), server)));

      SequencedMap<String, String> differences =
          sandwich.differences(kind.file(), kind.deviations());

      // What the reference asks in its own words must be in the recording as well.
      assertThat(server.unexpected()).isEmpty();
      assertThat(differences).isEmpty();
    }
  }

  private static RecordedServer serving(String name) {
    return RecordedServer.start(FOLDER.resolve(name + ".txt"), ACCOUNT.user(), ACCOUNT.password());
  }

  /** With every collector on: what a server lacks is in its recording, too, as its error. */
  private static Program watching(Program program, RecordedServer server) {
    return program
        .watching(server.address(), ACCOUNT)
        .with(EveryCollector.ON.toArray(String[]::new))
        .with("--collect.mysql.user.privileges");
  }

  /** The page without the values that are never the same; of those it has the types. */
  private static String lines(Exposition page) {
    return page.families().stream()
        .flatMap(family ->
            Stream.concat(
                Stream.of("# TYPE " + family.name() + " " + family.type()),
                family.samples().stream()
                    .filter(sample -> !sample.name().matches(CHANGING))
                    .map(sample -> sample.series() + " " + sample.value())))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
