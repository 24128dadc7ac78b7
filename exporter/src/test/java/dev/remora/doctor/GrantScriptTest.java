package dev.remora.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Facts;
import dev.remora.mysql.Flavour;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Version;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GrantScriptTest {
  @Test
  void makesAnAccountForSomeCollectors() {
    assertThat(
            script(
                Flavour.MYSQL,
                "8.0",
                "heartbeat",
                "info_schema.innodb_cmp",
                "info_schema.innodb_cmpmem",
                "info_schema.query_response_time",
                "perf_schema.eventswaits",
                "slave_status"))
        .isEqualTo(
            """
            -- An account for 6 collectors, on this server.
            -- Put a password in quotes in place of <PASSWORD>: before that, this is no SQL.
            CREATE USER 'exporter'@'%' IDENTIFIED BY <PASSWORD> WITH MAX_USER_CONNECTIONS 3;
            -- SELECT on heartbeat.heartbeat (which has to be there): heartbeat
            -- PROCESS: info_schema.innodb_cmp, info_schema.innodb_cmpmem
            -- SELECT on performance_schema.*: perf_schema.eventswaits
            -- REPLICATION CLIENT: slave_status
            -- Nothing for: info_schema.query_response_time
            GRANT PROCESS, REPLICATION CLIENT ON *.* TO 'exporter'@'%';
            GRANT SELECT ON performance_schema.* TO 'exporter'@'%';
            GRANT SELECT ON heartbeat.heartbeat TO 'exporter'@'%';
            """);
  }

  @Test
  void speaksTheDialectOfTheServer() {
    assertThat(script(Flavour.MARIADB, "10.11", "binlog_size", "slave_hosts", "slave_status"))
        .endsWith(
            "\nGRANT BINLOG MONITOR, REPLICATION MASTER ADMIN, SLAVE MONITOR ON *.*"
                + " TO 'exporter'@'%';\n");
    assertThat(script(Flavour.MARIADB, "10.4", "binlog_size", "slave_hosts", "slave_status"))
        .endsWith("\nGRANT REPLICATION CLIENT, REPLICATION SLAVE ON *.* TO 'exporter'@'%';\n");
  }

  @Test
  void limitsTheAccountAsOldServersTakeIt() {
    assertThat(script(Flavour.MYSQL, "5.6", "slave_status"))
        .contains(
            """
            CREATE USER 'exporter'@'%' IDENTIFIED BY <PASSWORD>;
            GRANT USAGE ON *.* TO 'exporter'@'%' WITH MAX_USER_CONNECTIONS 3;
            """);
    assertThat(script(Flavour.MYSQL, "5.7", "slave_status"))
        .contains("IDENTIFIED BY <PASSWORD> WITH MAX_USER_CONNECTIONS 3;\n");
  }

  @Test
  void quotesTheAccountAndLeavesRoomForTheSessions() {
    List<Facts> facts = List.of(Examined.facts("slave_status"));
    ServerIdentity server = new ServerIdentity(Flavour.MYSQL, Version.of(8, 0), "");

    assertThat(new GrantScript(server, "this server", facts).account("o'b\\n", "10.%", 4))
        .contains("CREATE USER `o'b\\n`@'10.%' IDENTIFIED BY", "MAX_USER_CONNECTIONS 5;");
  }

  private static String script(Flavour flavour, String version, String... collectors) {
    List<Facts> facts = Stream.of(collectors).map(Examined::facts).toList();
    ServerIdentity server = new ServerIdentity(flavour, Version.parse(version), "");
    return new GrantScript(server, "this server", facts).account("exporter", "%", 2);
  }
}
