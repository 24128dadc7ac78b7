package dev.remora.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.mysql.Flavour;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final String PROCESS = "GRANT PROCESS ON *.* TO `exporter`@`10.%`";
  private static final String ALL = "GRANT ALL PRIVILEGES ON *.* TO `exporter`@`10.%`";
  private static final Map<String, String> OFF =
      Map.of("performance_schema", "OFF", "userstat", "OFF", "log_bin", "OFF");

  @Test
  void findsThatItWorks() {
    Finding finding = judge(Examined.mysql(PROCESS), "info_schema.innodb_cmp", Examined.found(5));

    assertThat(finding.verdict()).isEqualTo(Verdict.WORKS);
    assertThat(finding.reason()).isEmpty();
    assertThat(finding.steps()).isEmpty();
    assertThat(finding.isFailure()).isFalse();
  }

  @Test
  void namesThePrivilegeThatIsDenied() {
    Finding finding = judge(Examined.mysql(), "info_schema.innodb_cmp", Examined.refused(1227));

    assertThat(finding.verdict()).isEqualTo(Verdict.CANNOT_WORK);
    assertThat(finding.reason()).isEqualTo("access denied (error 1227)");
    assertThat(finding.steps()).containsExactly(new Step.Grant("PROCESS", "*.*"));
    assertThat(finding.isFailure()).isTrue();
  }

  @Test
  void keepsTheServersWordsWhereTheAccountHasWhatIsDenied() {
    Finding finding =
        judge(Examined.mysql(PROCESS), "info_schema.innodb_cmp", Examined.refused(1227));

    assertThat(finding.reason()).isEqualTo("Error 1227 (HY000): the server's words");
    assertThat(finding.steps()).containsExactly(new Step.Grant("PROCESS", "*.*"));
  }

  @Test
  void seesThatAPartIsMissing() {
    Finding finding = judge(Examined.mysql(), "info_schema.processlist", Examined.found(3));

    assertThat(finding.verdict()).isEqualTo(Verdict.WORKS_IN_PART);
    assertThat(finding.steps()).containsExactly(new Step.Grant("PROCESS", "*.*"));
    assertThat(finding.isFailure()).isFalse();
  }

  @Test
  void takesNothingForDeniedWhereAPrivilegeIsMissing() {
    Finding finding = judge(Examined.mysql(), "info_schema.tables", Examined.found(0));

    assertThat(finding.verdict()).isEqualTo(Verdict.CANNOT_WORK);
    assertThat(finding.steps()).containsExactly(new Step.Grant("SELECT", "*.*"));
  }

  @Test
  void saysWhyThereIsNothingWhereThatIsAsItShouldBe() {
    Finding finding = judge(Examined.mysql(ALL), "slave_status", Examined.found(0));

    assertThat(finding.verdict()).isEqualTo(Verdict.WORKS);
    assertThat(finding.reason()).isEqualTo("this server is no replica");
  }

  @Test
  void saysWhatIsOff() {
    Server server = Examined.mariadb(OFF, ALL);

    Finding schema = judge(server, "perf_schema.eventswaits", Examined.found(0));
    Finding users = judge(server, "info_schema.userstats", Examined.found(0));

    assertThat(schema.verdict()).isEqualTo(Verdict.FINDS_NOTHING);
    assertThat(schema.steps()).containsExactly(new Step.Option("performance_schema = ON"));
    assertThat(users.verdict()).isEqualTo(Verdict.FINDS_NOTHING);
    assertThat(users.steps())
        .containsExactly(new Step.Statement("SET GLOBAL userstat = ON", "userstat = ON"));
    assertThat(users.isFailure()).isFalse();
  }

  @Test
  void saysAtOnceWhatIsDeniedAndWhatIsOff() {
    Finding finding =
        judge(Examined.mariadb(OFF), "perf_schema.eventswaits", Examined.refused(1142));

    assertThat(finding.steps())
        .containsExactly(
            new Step.Grant("SELECT", "performance_schema.*"),
            new Step.Option("performance_schema = ON"));
  }

  @Test
  void wakesTheNarrowestRoleThatHasThePrivilege() {
    Step.Wake monitor = new Step.Wake("`monitor`@`%`", "TO");
    Server plain = Examined.mysql();
    Server server =
        new Server(
            plain.identity(),
            plain.version(),
            plain.comment(),
            "",
            plain.variables(),
            plain.privileges(),
            List.of(
                new Server.Dormant(monitor, Privileges.parse(List.of(PROCESS))),
                new Server.Dormant(
                    new Step.Wake("`admin`@`%`", "TO"), Privileges.parse(List.of(PROCESS)))),
            Map.of(),
            false);

    Finding had = judge(server, "info_schema.innodb_cmp", Examined.refused(1227));
    Finding lacked = judge(server, "slave_hosts", Examined.refused(1227));

    assertThat(had.steps()).containsExactly(monitor);
    assertThat(lacked.steps()).containsExactly(new Step.Grant("REPLICATION SLAVE", "*.*"));
  }

  @Test
  void failsForWhatThisServerHasNotOnlyIfItWasAskedFor() {
    Judge judge = new Judge(Examined.mysql(ALL), "of 10 s");
    Finding unasked =
        judge.finding(Examined.facts("info_schema.query_response_time"), false, Examined.found(0));
    Finding asked = judge.finding(Examined.facts("info_schema.userstats"), true, Examined.found(0));

    assertThat(unasked.verdict()).isEqualTo(Verdict.NOT_ON_THIS_SERVER);
    assertThat(unasked.isFailure()).isFalse();
    assertThat(asked.verdict()).isEqualTo(Verdict.NOT_ON_THIS_SERVER);
    assertThat(asked.isFailure()).isTrue();
  }

  @Test
  void knowsWhatAnOldServerDoesNotHave() {
    Server old = Examined.server(Flavour.MYSQL, "5.6.51", Map.of(), ALL);

    Finding finding = judge(old, "info_schema.innodb_tablespaces", new Attempt.NotBegun());

    assertThat(finding.verdict()).isEqualTo(Verdict.NOT_ON_THIS_SERVER);
    assertThat(finding.reason()).isEqualTo("it reads what there is from 5.7.0 on");
  }

  @Test
  void asksForMoreTimeWhereThereWasTooLittle() {
    Attempt late = Examined.failed(Kind.TIMED_OUT, MysqlException.NO_CODE, "cut");

    assertThat(judge(Examined.mysql(ALL), "info_schema.tables", late).steps())
        .singleElement()
        .asString()
        .contains("--timeout", "scrape_timeout", "--no-collect.info_schema.tables");
    assertThat(judge(Examined.mysql(ALL), "info_schema.tables", new Attempt.NotBegun()))
        .extracting(Finding::verdict)
        .isEqualTo(Verdict.CANNOT_WORK);
  }

  private static Finding judge(Server server, String collector, Attempt attempt) {
    return new Judge(server, "of 10 s").finding(Examined.facts(collector), true, attempt);
  }
}
