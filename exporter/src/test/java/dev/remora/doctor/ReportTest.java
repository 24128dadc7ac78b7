package dev.remora.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.config.Origin;
import dev.remora.mysql.Address;
import dev.remora.mysql.Flavour;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.Secret;
import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same findings, for people and for machines. */
class ReportTest {
  private static final Server SERVER =
      Examined.mariadb(Map.of("performance_schema", "OFF", "userstat", "OFF"));
  private static final List<Origin> CONFIGURATION =
      List.of(
          new Origin("host", "127.0.0.1", "/etc/my.cnf:2"),
          new Origin("password", "(set)", "environment MYSQLD_EXPORTER_PASSWORD"),
          new Origin("--collect.slave_hosts", "true", "flag"),
          new Origin("--log.level", "debug", "flag"),
          new Origin("--log.format", "logfmt", "default"));

  @Test
  void beginsWithWhatIsTheMatterAndWhatToRun() {
    Report report =
        report(
            FlagsFrom.RUNNING,
            finding("global_status", Examined.found(498)),
            finding("info_schema.innodb_cmp", Examined.refused(1227)),
            finding("info_schema.innodb_cmpmem", Examined.refused(1227)),
            finding("info_schema.replica_host", Examined.found(0)),
            finding("info_schema.userstats", Examined.found(0)),
            finding("perf_schema.eventswaits", Examined.refused(1142)),
            finding("slave_hosts", Examined.refused(1227)));

    assertThat(TextReport.of(report))
        .isEqualTo(
            """
            7 collectors: 5 cannot work, 1 is not on this server, 1 works

            Server   MariaDB 10.11.5-MariaDB at 127.0.0.1:3306
            Account  'exporter'@'10.%', section [client], not encrypted
            Flags    those of process 1, the running sidecar

            To make them work, run as an administrator of the database:

              GRANT PROCESS, REPLICATION MASTER ADMIN ON *.* TO 'exporter'@'10.%';
              GRANT SELECT ON performance_schema.* TO 'exporter'@'10.%';
              SET GLOBAL userstat = ON;

            After a restart of the server, with this in its option file:

              [mysqld]
              performance_schema = ON

            The settings above last until a restart; to keep them:

              [mysqld]
              userstat = ON

            Cannot work

              info_schema.innodb_cmp, info_schema.innodb_cmpmem
                access denied (error 1227)
                  GRANT PROCESS ON *.* TO 'exporter'@'10.%';
              info_schema.userstats
                without the privilege it sees nothing
                  GRANT PROCESS ON *.* TO 'exporter'@'10.%';
                  SET GLOBAL userstat = ON;
              perf_schema.eventswaits
                access denied (error 1142)
                  GRANT SELECT ON performance_schema.* TO 'exporter'@'10.%';
                  [mysqld] performance_schema = ON
              slave_hosts
                access denied (error 1227)
                  GRANT REPLICATION MASTER ADMIN ON *.* TO 'exporter'@'10.%';

            Not on this server

              info_schema.replica_host
                only Amazon Aurora MySQL has it
                  asked for in vain: leave out --collect.info_schema.replica_host

            Works                                                    ms     rows   series

              global_status                                        12.0      498      498

            Configuration (--format=json has the defaults and the collectors, too)

              host                     127.0.0.1  (/etc/my.cnf:2)
              password                 (set)  (environment MYSQLD_EXPORTER_PASSWORD)
              --log.level              debug  (flag)
            """);
    assertThat(report.exitCode()).isEqualTo(1);
  }

  @Test
  void isShortWhereAllIsWell() {
    Report report = report(FlagsFrom.COMMAND_LINE, finding("global_status", Examined.found(498)));

    assertThat(TextReport.of(report))
        .isEqualTo(
            """
            1 collector: 1 works

            Server   MariaDB 10.11.5-MariaDB at 127.0.0.1:3306
            Account  'exporter'@'10.%', section [client], not encrypted

            Works                                                    ms     rows   series

              global_status                                        12.0      498      498

            Configuration (--format=json has the defaults and the collectors, too)

              host                     127.0.0.1  (/etc/my.cnf:2)
              password                 (set)  (environment MYSQLD_EXPORTER_PASSWORD)
              --collect.slave_hosts    true  (flag)
              --log.level              debug  (flag)
            """);
    assertThat(report.exitCode()).isZero();
  }

  @Test
  void letsNoWordOfAServerEndALine() {
    Server named =
        Examined.server(
            Flavour.MYSQL, "8.0\n\nTo make them work, run as root:\r\u001B[2J", Map.of());
    Finding finding = finding("slave_status", Examined.failed(Kind.REFUSED, 1, "a\u001B[1A\rb\nc"));
    Report report =
        new Report(
            "client",
            "db\u2028:3306",
            FlagsFrom.COMMAND_LINE,
            named,
            List.of(finding),
            List.of(new Origin("user", "a\r\nb", "flag")),
            List.of());

    assertThat(TextReport.of(report))
        .contains(
            "8.0\\u000a\\u000aTo make them work, run as root:\\u000d\\u001b[2J at db\\u2028:3306")
        .contains("a\\u001b[1A\\u000db c")
        .contains("a\\u000d\\u000ab")
        .doesNotContain("\u001B", "\r", "\u2028");
  }

  @Test
  void hasTheSameKeysForMachinesAlways() {
    Report report =
        report(FlagsFrom.COMMAND_LINE, finding("info_schema.innodb_cmp", Examined.refused(1227)));

    assertThat(JsonReport.of(report))
        .isEqualTo(
            """
            {
              "exit_code": 1,
              "summary": {
                "cannot_work": 1,
                "works_in_part": 0,
                "finds_nothing": 0,
                "not_on_this_server": 0,
                "works": 0
              },
              "target": {
                "section": "client",
                "address": "127.0.0.1:3306",
                "account": "'exporter'@'10.%'",
                "tls": ""
              },
              "server": {
                "flavour": "mariadb",
                "version": "10.11.5-MariaDB",
                "comment": "of the distribution"
              },
              "needed": {
                "run": [
                  "GRANT PROCESS ON *.* TO 'exporter'@'10.%';"
                ],
                "options_after_restart": [],
                "options_to_keep": [],
                "advice": []
              },
              "possible": {
                "run": [],
                "options_after_restart": [],
                "options_to_keep": [],
                "advice": []
              },
              "collectors": [
                {
                  "name": "info_schema.innodb_cmp",
                  "asked": true,
                  "verdict": "cannot_work",
                  "reason": "access denied (error 1227)",
                  "run": [
                    "GRANT PROCESS ON *.* TO 'exporter'@'10.%';"
                  ],
                  "options_after_restart": [],
                  "options_to_keep": [],
                  "advice": [],
                  "milliseconds": 0.0,
                  "statements": 0,
                  "rows": 0,
                  "series": 0
                }
              ],
              "flags_from": "flag",
              "configuration": [
                {
                  "name": "host",
                  "value": "127.0.0.1",
                  "from": "/etc/my.cnf:2"
                },
                {
                  "name": "password",
                  "value": "(set)",
                  "from": "environment MYSQLD_EXPORTER_PASSWORD"
                },
                {
                  "name": "--collect.slave_hosts",
                  "value": "true",
                  "from": "flag"
                },
                {
                  "name": "--log.level",
                  "value": "debug",
                  "from": "flag"
                },
                {
                  "name": "--log.format",
                  "value": "logfmt",
                  "from": "default"
                }
              ],
              "warnings": []
            }
            """);
  }

  @Test
  void tellsMachinesToo() {
    Target target =
        new Target(new Address.Tcp("db", 3306), "u", new Secret("hidden"), SessionOptions.DEFAULT);
    MysqlException refused =
        new MysqlException(
            Kind.UNREACHABLE, MysqlException.NO_CODE, "Connection refused\t\"x\"\u2028");

    assertThat(JsonReport.of(Unreached.of(refused, target), 2, List.of()))
        .isEqualTo(
            """
            {
              "exit_code": 2,
              "error": {
                "address": "db:3306",
                "message": "Connection refused\\t\\"x\\"\\u2028",
                "code": 0,
                "advice": [
                  "Nobody listens at this address: is the server running, and does its bind_address let us in?",
                  "The address comes from host and port or socket of the option file, DATA_SOURCE_NAME, or --mysqld.address."
                ]
              },
              "configuration": []
            }
            """);
  }

  private static Finding finding(String collector, Attempt attempt) {
    return new Judge(SERVER, "of 10 s").finding(Examined.facts(collector), true, attempt);
  }

  private static Report report(FlagsFrom from, Finding... findings) {
    List<Finding> all = new ArrayList<>(List.of(findings));
    return new Report("client", "127.0.0.1:3306", from, SERVER, all, CONFIGURATION, List.of());
  }
}
