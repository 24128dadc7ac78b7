package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.EveryCollector;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.ServerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server notices of being watched, besides the statements that are its due. */
class QuietGuestIT {
  // How a session begins; the slow log can be left only then.
  private static final Pattern SET_UP = Pattern.compile("set |SET |SELECT @@version");

  @RegisterExtension final Exporters exporters = new Exporters();

  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void staysOutOfTheSlowLog(ServerKind kind) {
    String[] options = {"--slow-query-log=ON", "--long-query-time=0", "--log-output=TABLE"};
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(kind, options));
    Account account = server.account("guest");
    ExporterProcess exporter =
        exporters.start(
            Program.remora()
                .watching(server.address(), account)
                .with(EveryCollector.ON.toArray(String[]::new)),
            server);

    for (int i = 0; i < 3; i++) {
      assertThat(exporter.scrape().body()).contains("\nmysql_up 1\n");
    }

    assertThat(logged(server, "guest%")).allMatch(text -> SET_UP.matcher(text).lookingAt());
    // Others' statements are still logged.
    assertThat(logged(server, "harness%")).isNotEmpty();
  }

  /** A scrape with warm sessions opens none, and asks nothing that the server has to refuse. */
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void asksNothingThatFails(ServerKind kind) {
    DatabaseServer server =
        exporters.closeLater(DatabaseServer.start(kind, "--performance-schema=ON"));
    Account account = server.account("guest");
    ExporterProcess exporter =
        exporters.start(Program.remora().watching(server.address(), account), server);

    for (int i = 0; i < 10; i++) {
      assertThat(exporter.scrape().body()).contains("\nmysql_up 1\n");
    }

    // The second is opened by the first scrape that has a use for it; one that gives no sign of
    // life for a second, as on a slow machine, is replaced. Who keeps none has ten.
    assertThat(Integer.parseInt(counted(server, "SUM(total_connections)", "users")))
        .isBetween(1, 5);
    assertThat(
            counted(server, "SUM(sum_errors)", "events_statements_summary_by_user_by_event_name"))
        .isEqualTo("0");
  }

  /** An engine that a server lacks is no error of each scrape; a user may make a table any time. */
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void asksForWhatTheServerLacksOnceASession(ServerKind kind) {
    DatabaseServer server =
        exporters.closeLater(DatabaseServer.start(kind, "--performance-schema=ON"));
    Account account = server.account("guest");
    ExporterProcess exporter =
        exporters.start(
            Program.remora()
                .watching(server.address(), account)
                .with(
                    "--exporter.max_open_connections=1",
                    "--collect.heartbeat",
                    "--collect.engine_tokudb_status",
                    "--collect.info_schema.rocksdb_perf_context",
                    "--collect.info_schema.replica_host"),
            server);

    for (int i = 0; i < 3; i++) {
      assertThat(exporter.scrape().body())
          .contains(
              "collector_success{collector=\"collect.heartbeat\"} 0\n",
              "collector_success{collector=\"collect.engine_tokudb_status\"} 0\n",
              "collector_success{collector=\"collect.info_schema.rocksdb_perf_context\"} 0\n",
              "collector_success{collector=\"collect.info_schema.replica_host\"} 1\n");
    }

    // The heartbeat's table is missed three times, the others once each.
    assertThat(
            counted(server, "SUM(sum_errors)", "events_statements_summary_by_user_by_event_name"))
        .isEqualTo("6");
  }

  /** Texts of any length are sorted with their rows' other columns, where they are. */
  @ParameterizedTest
  @EnumSource(names = {"MYSQL_5_7", "MYSQL_8_0", "MARIADB_10_11"})
  void sortsDigestsWithoutATableOnDisk(ServerKind kind) {
    DatabaseServer server =
        exporters.closeLater(DatabaseServer.start(kind, "--performance-schema=ON"));
    List<String> statements = new ArrayList<>(List.of("CREATE DATABASE digests", "USE digests"));
    for (int i = 0; i < 300; i++) {
      statements.add("SELECT 1 AS a_column_" + i);
    }
    server.sql(statements.toArray(String[]::new));
    Account account = server.account("guest");
    ExporterProcess exporter =
        exporters.start(
            Program.remora()
                .watching(server.address(), account)
                .with("--collect.perf_schema.eventsstatements"),
            server);

    assertThat(exporter.scrape().body())
        .contains("\nmysql_perf_schema_events_statements_total{digest=");

    assertThat(
            counted(
                server,
                "SUM(sum_created_tmp_disk_tables)",
                "events_statements_summary_by_user_by_event_name"))
        .isEqualTo("0");
  }

  private static List<String> logged(DatabaseServer server, String user) {
    return server.column(
        "text",
        "SELECT CAST(sql_text AS CHAR) AS text FROM mysql.slow_log WHERE user_host LIKE "
            + DatabaseServer.quote(user));
  }

  private static String counted(DatabaseServer server, String what, String table) {
    return server
        .column(
            "n",
            "SELECT %s AS n FROM performance_schema.%s WHERE user = 'guest'".formatted(what, table))
        .getFirst();
  }
}
