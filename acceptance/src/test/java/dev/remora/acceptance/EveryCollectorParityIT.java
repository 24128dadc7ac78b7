package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.EveryCollector;
import dev.remora.servers.ServerKind;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * With every collector on, databases of odd names and a crowd of sessions, our page is the
 * reference's page.
 */
class EveryCollectorParityIT {
  private static final List<Deviation> ADDRESSES =
      List.of(
          new Deviation(
              "(series|value of) mysql_info_schema_processlist_processes_by_host"
                  + "\\{client_host=\"(::1|unknown)\"}",
              "Q41: an IPv6 address is not cut at its first colon"));

  @RegisterExtension final Exporters exporters = new Exporters();

  @Test
  void givesTheSamePageOfMysql57() throws SQLException {
    DatabaseServer server =
        exporters.closeLater(
            DatabaseServer.start(
                ServerKind.MYSQL_5_7, options("--log-bin=binlog", "--server-id=1")));
    OddSchema.fill(server);

    assertParity("MySQL 5.7", server);
  }

  @Test
  void givesTheSamePageOfMysql80AndItsReplica() throws SQLException {
    ReplicaPair pair = exporters.closeLater(ReplicaPair.start(options()));
    OddSchema.fill(pair.source());
    pair.work();

    assertParity("MySQL 8.0", pair.source());
    assertParity("MySQL 8.0 replica", pair.replica());
  }

  @Test
  void givesTheSamePageOfMariadbWithStatisticsAndTwoSources() throws SQLException {
    TwoSources servers =
        exporters.closeLater(
            TwoSources.start(
                options(
                    "--performance-schema=ON",
                    "--userstat=ON",
                    "--plugin-load-add=query_response_time",
                    "--query-response-time-stats=ON")));
    OddSchema.fill(servers.replica());

    assertParity("MariaDB 10.11", servers.replica());
  }

  private static String[] options(String... more) {
    return Stream.concat(Crowd.WELCOME.stream(), Stream.of(more)).toArray(String[]::new);
  }

  private void assertParity(String label, DatabaseServer server) throws SQLException {
    OddSchema.work(server);
    Account account = server.account("exporter");
    List<Deviation> deviations = Crowd.comesOverIpv6() ? ADDRESSES : List.of();
    try (Crowd _ = Crowd.at(server)) {
      Sandwich plain = Sandwich.of(exporters, server, account, EveryCollector.ON);
      assertThat(plain.differences(label, deviations)).isEmpty();
      Sandwich set = Sandwich.of(exporters, server, account, EveryCollector.SET_OTHERWISE);
      assertThat(set.differences(label + ", set otherwise", List.of())).isEmpty();
    }
  }
}
