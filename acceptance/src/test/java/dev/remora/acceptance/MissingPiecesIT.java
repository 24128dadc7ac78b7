package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.EveryCollector;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Exposition;
import dev.remora.servers.ScrapedPage;
import dev.remora.servers.ServerKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A privilege, a table or a feature that is missing costs the collectors that need it and no other,
 * and the log says what to do.
 */
class MissingPiecesIT {
  private static final String SUCCESS = "mysql_exporter_collector_success";
  private static final Pattern HINT =
      Pattern.compile(
          "msg=\"(Error from scraper|Scraper found nothing)\" scraper=(\\S+) .*hint=(.*)");
  private static final Pattern GRANT = Pattern.compile("GRANT [^;]+ TO '[^']*'@'[^']*'");

  // With PROCESS missing MySQL 8.0 says so after the names of the columns, where the reference does
  // not look (Q24).
  private static final Set<String> LATE =
      Set.of(
          "info_schema.innodb_cmp",
          "info_schema.innodb_cmpmem",
          "info_schema.innodb_metrics",
          "info_schema.innodb_tablespaces");

  // What MariaDB does not have, whatever is granted.
  private static final Set<String> NEVER_ON_MARIADB =
      Set.of(
          "perf_schema.replication_applier_status_by_worker",
          "perf_schema.replication_group_member_stats",
          "perf_schema.replication_group_members");

  // Without the privilege these see nothing, and that is no error.
  private static final Map<String, String> QUIET =
      Map.of(
          "auto_increment.columns", "mysql_info_schema_auto_increment_column",
          "info_schema.tables", "mysql_info_schema_table_version",
          "info_schema.clientstats", "mysql_info_schema_client_statistics_bytes_sent_total",
          "info_schema.userstats", "mysql_info_schema_user_statistics_bytes_sent_total",
          "info_schema.tablestats", "mysql_info_schema_table_statistics_rows_read_total",
          "info_schema.schemastats", "mysql_info_schema_schema_statistics_rows_read_total");

  private static final Map<String, String> FEATURES =
      Map.ofEntries(
          Map.entry("binlog_size", "needs log_bin = ON"),
          Map.entry("engine_tokudb_status", "needs the storage engine TokuDB"),
          Map.entry("heartbeat", "needs the table that --collect.heartbeat.database and .table"),
          Map.entry("info_schema.clientstats", "needs userstat = ON"),
          Map.entry("info_schema.replica_host", "needs Amazon Aurora MySQL"),
          Map.entry("info_schema.rocksdb_perf_context", "needs the storage engine RocksDB"),
          Map.entry("info_schema.schemastats", "needs userstat = ON"),
          Map.entry("info_schema.tables", "needs databases besides the system's own"),
          Map.entry("info_schema.tablestats", "needs userstat = ON"),
          Map.entry("info_schema.userstats", "needs userstat = ON"),
          Map.entry("perf_schema.eventsstatements", "needs performance_schema = ON"),
          Map.entry("perf_schema.eventsstatementssum", "needs performance_schema = ON"),
          Map.entry("perf_schema.eventswaits", "needs performance_schema = ON"),
          Map.entry("perf_schema.file_events", "needs performance_schema = ON"),
          Map.entry("perf_schema.file_instances", "needs performance_schema = ON"),
          Map.entry("perf_schema.indexiowaits", "needs performance_schema = ON"),
          Map.entry("perf_schema.memory_events", "needs performance_schema = ON"),
          Map.entry("perf_schema.replication_group_member_stats", "member of a replication group"),
          Map.entry("perf_schema.replication_group_members", "member of a replication group"),
          Map.entry("perf_schema.tableiowaits", "needs performance_schema = ON"),
          Map.entry("perf_schema.tablelocks", "needs performance_schema = ON"),
          Map.entry("slave_hosts", "needs a source with replicas"),
          Map.entry("sys.user_summary", "needs the sys schema, and performance_schema = ON"));

  @RegisterExtension final Exporters exporters = new Exporters();

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_8_0", "MYSQL_5_7", "MARIADB_10_11"})
  @Tag("Q24")
  void saysWhichGrantIsMissing(ServerKind kind) {
    DatabaseServer server = everythingOn(kind);
    Account account = server.accountWithoutPrivileges("exporter");
    Sandwich both = Sandwich.of(exporters, server, account, EveryCollector.ON);
    Map<String, String> withNothing = success(both.ours());
    Map<String, String> expected = success(both.reference());
    if (kind == ServerKind.MYSQL_8_0) {
      LATE.forEach(collector -> expected.put(collector, "0"));
    }

    assertThat(withNothing).isEqualTo(expected);

    Map<String, Collection<String>> grants = grants(both.ours());
    for (Map.Entry<String, Collection<String>> remedy : grants.entrySet()) {
      server.sql(remedy.getValue().toArray(String[]::new));
      server.endSessions(account);
      ScrapedPage page = both.ours().scrape();
      server.revokeAll(account);

      assertCured(remedy.getKey(), kind, page.exposition());
      assertThat(success(page.exposition()))
          .as("others than %s", remedy)
          .containsAllEntriesOf(
              withNothing.entrySet().stream()
                  .filter(entry -> entry.getValue().equals("1"))
                  .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
    assertThat(grants.keySet())
        .containsAll(
            withNothing.entrySet().stream()
                .filter(entry -> entry.getValue().equals("0"))
                .map(Map.Entry::getKey)
                .filter(collector -> !collector.matches(".*(tokudb_status|rocksdb_perf_context)"))
                .filter(collector -> !(kind.isMariadb() && NEVER_ON_MARIADB.contains(collector)))
                .toList());
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_8_0", "MYSQL_5_7", "MARIADB_10_11"})
  @Tag("Q59")
  @Tag("Q66")
  void saysWhatIsOffOrNotThere(ServerKind kind) {
    DatabaseServer server =
        exporters.closeLater(DatabaseServer.start(kind, "--performance-schema=OFF"));
    Account account = server.account("exporter");
    Sandwich both = Sandwich.of(exporters, server, account, EveryCollector.ON);
    Map<String, String> expected = success(both.reference());
    // Sums of no rows are NULL, on which the reference fails (Q59).
    expected.put("perf_schema.eventsstatementssum", "1");

    assertThat(success(both.ours())).isEqualTo(expected);
    Map<String, String> hints = hints(both.ours());
    FEATURES.forEach(
        (collector, feature) -> assertThat(hints.get(collector)).as(collector).contains(feature));
    // Nothing is said of those that had all they need.
    assertThat(hints)
        .doesNotContainKeys(
            "auto_increment.columns",
            "engine_innodb_status",
            "global_status",
            "info_schema.innodb_metrics",
            "info_schema.innodb_tablespaces",
            "info_schema.processlist",
            "mysql.user",
            "slave_status");
  }

  private static void assertCured(String collector, ServerKind kind, Exposition page) {
    if (kind.isMariadb() && NEVER_ON_MARIADB.contains(collector)) {
      return;
    }
    assertThat(success(page)).as(collector).containsEntry(collector, "1");
    String family = QUIET.getOrDefault(collector, SUCCESS);
    if (kind.isMariadb() || !family.contains("_statistics_")) {
      assertThat(page.names()).as(collector).contains(family);
    }
  }

  private DatabaseServer everythingOn(ServerKind kind) {
    Stream<String> options = Stream.of("--log-bin=binlog", "--server-id=1");
    Stream<String> more =
        kind.isMariadb() ? Stream.of("--performance-schema=ON", "--userstat=ON") : Stream.of();
    DatabaseServer server =
        exporters.closeLater(
            DatabaseServer.start(kind, Stream.concat(options, more).toArray(String[]::new)));
    OddSchema.fill(server);
    return server;
  }

  /** The statements that the log hints at, by collector. */
  private static Map<String, Collection<String>> grants(ExporterProcess exporter) {
    Map<String, Collection<String>> grants = new TreeMap<>();
    hints(exporter)
        .forEach((collector, hint) -> {
          List<String> statements = GRANT.matcher(hint).results().map(MatchResult::group).toList();
          if (!statements.isEmpty()) {
            grants.put(collector, new TreeSet<>(statements));
          }
        });
    return grants;
  }

  private static Map<String, String> hints(ExporterProcess exporter) {
    return exporter.log().stream()
        .flatMap(line -> HINT.matcher(line).results())
        .collect(
            Collectors.toMap(
                hint -> hint.group(2), hint -> hint.group(3), (one, other) -> one, TreeMap::new));
  }

  private static Map<String, String> success(ExporterProcess exporter) {
    return success(exporter.scrape().exposition());
  }

  private static Map<String, String> success(Exposition page) {
    return page.samples()
        .filter(sample -> sample.name().equals(SUCCESS))
        .collect(
            Collectors.toMap(
                sample -> sample.labels().values().iterator().next().replace("collect.", ""),
                Exposition.Sample::value,
                (one, other) -> one,
                TreeMap::new));
  }
}
