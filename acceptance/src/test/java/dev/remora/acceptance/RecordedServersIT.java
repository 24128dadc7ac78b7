package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.acceptance.recorded.RecordedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
      "mysql_exporter_collector_duration_seconds|mysqld_exporter_build_info";
  private static final Account ACCOUNT = new Account("exporter", "secret");

  /** A recording, the collectors that it has answers for, and what is better than the reference. */
  record Kind(String file, List<String> flags, List<Deviation> deviations) {
    @Override
    public String toString() {
      return file;
    }
  }

  static List<Kind> kinds() {
    return List.of(
        kind("aurora-mysql-3", withPrivileges()),
        kind(
            "percona-server-5.7",
            only(
                "engine_tokudb_status",
                "global_variables",
                "info_schema.clientstats",
                "info_schema.query_response_time",
                "info_schema.rocksdb_perf_context",
                "info_schema.schemastats",
                "info_schema.tablestats",
                "info_schema.userstats")),
        kind(
            "mariadb-11.8-galera",
            only(
                "global_status",
                "global_variables",
                "slave_status",
                "info_schema.clientstats",
                "info_schema.userstats")),
        kind(
            "mysql-8.4",
            only(
                "binlog_size",
                "global_variables",
                "perf_schema.replication_applier_status_by_worker",
                "perf_schema.replication_group_member_stats",
                "perf_schema.replication_group_members",
                "slave_hosts",
                "slave_status"),
            new Deviation(
                "value of mysql_binlog_file_number", "Q37: the number is behind the last dot")),
        kind(
            "mysql-9.1",
            only(
                "binlog_size",
                "heartbeat",
                "global_variables",
                "perf_schema.replication_applier_status_by_worker",
                "slave_hosts",
                "slave_status")));
  }

  private static Kind kind(String file, List<String> flags, Deviation... deviations) {
    return new Kind(file, flags, List.of(deviations));
  }

  private static List<String> withPrivileges() {
    return Stream.concat(EveryCollector.ON.stream(), Stream.of("--collect.mysql.user.privileges"))
        .toList();
  }

  /** The flags that turn these collectors on and all others off. */
  private static List<String> only(String... collectors) {
    List<String> wanted = List.of(collectors);
    return Stream.concat(
            EveryCollector.BY_DEFAULT.stream()
                .filter(name -> !wanted.contains(name))
                .map(name -> "--no-collect." + name),
            wanted.stream().map(name -> "--collect." + name))
        .toList();
  }

  @RegisterExtension final Exporters exporters = new Exporters();

  @ParameterizedTest
  @MethodSource("kinds")
  void givesTheGoldenPage(Kind kind) throws IOException {
    String name = kind.file();
    Path golden = FOLDER.resolve(name + ".metrics");
    try (RecordedServer server = serving(name)) {
      ExporterProcess ours = exporters.start(watching(Program.remora(), server, kind));
      String page = lines(ours.scrape().exposition());
      if (Boolean.getBoolean("golden.write")) {
        Files.writeString(golden, page);
      }

      assertThat(server.unexpected()).isEmpty();
      assertThat(golden).content().isEqualTo(page);
      assertThat(ours.log()).noneMatch(line -> line.startsWith("\tat "));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void givesTheReferencesPage(Kind kind) {
    try (RecordedServer server = serving(kind.file())) {
      Sandwich sandwich =
          new Sandwich(
              exporters.start(watching(Program.reference(), server, kind)),
              exporters.start(watching(Program.remora(), server, kind)));

      assertThat(sandwich.differences(kind.file(), kind.deviations())).isEmpty();
    }
  }

  private static RecordedServer serving(String name) {
    return RecordedServer.start(FOLDER.resolve(name + ".txt"), ACCOUNT.user(), ACCOUNT.password());
  }

  private static Program watching(Program program, RecordedServer server, Kind kind) {
    return program.watching(server.address(), ACCOUNT).with(kind.flags().toArray(String[]::new));
  }

  /**
   * The page without the families of the process, and without the values that are never the same.
   */
  private static String lines(Exposition page) {
    return page.only(Parity::isCompared).families().stream()
        .flatMap(family ->
            Stream.concat(
                Stream.of("# TYPE " + family.name() + " " + family.type()),
                family.samples().stream()
                    .filter(sample -> !sample.name().matches(CHANGING))
                    .map(sample -> sample.series() + " " + sample.value())))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
