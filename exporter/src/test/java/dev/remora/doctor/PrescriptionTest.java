package dev.remora.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrescriptionTest {
  @Test
  void saysEachThingOnceAndNothingThatSomethingWiderSays() {
    Prescription prescription =
        Prescription.of(
            List.of(
                new Step.Grant("SELECT", "mysql.user"),
                new Step.Grant("SELECT", "performance_schema.*"),
                new Step.Grant("SELECT", "mysql.*"),
                new Step.Grant("PROCESS", "*.*"),
                new Step.Statement("SET GLOBAL userstat = ON", "userstat = ON"),
                new Step.Grant("BINLOG MONITOR", "*.*"),
                new Step.Grant("PROCESS", "*.*"),
                new Step.Statement("SET GLOBAL userstat = ON", "userstat = ON"),
                new Step.Option("log_bin = binlog"),
                new Step.Option("log_bin = binlog")),
            "'a'@'b'");

    assertThat(prescription.statements())
        .containsExactly(
            "GRANT BINLOG MONITOR, PROCESS ON *.* TO 'a'@'b';",
            "GRANT SELECT ON mysql.* TO 'a'@'b';",
            "GRANT SELECT ON performance_schema.* TO 'a'@'b';",
            "SET GLOBAL userstat = ON;");
    assertThat(prescription.keeps()).containsExactly("userstat = ON");
    assertThat(prescription.options()).containsExactly("log_bin = binlog");
  }

  @Test
  void wakesAllRolesInOneStatement() {
    Prescription prescription =
        Prescription.of(
            List.of(
                new Step.Wake("`a`@`%`", "TO"),
                new Step.Wake("`b`@`%`", "TO"),
                new Step.Wake("`a`@`%`", "TO")),
            "'u'@'h'");

    assertThat(prescription.statements())
        .containsExactly("SET DEFAULT ROLE `a`@`%`, `b`@`%` TO 'u'@'h';");
  }

  @Test
  void grantsOnEverythingInOneStatement() {
    Prescription prescription =
        Prescription.of(
            List.of(
                new Step.Grant("SELECT", "sys.*"),
                new Step.Grant("SELECT", "heartbeat.heartbeat"),
                new Step.Grant("SELECT", "*.*"),
                new Step.Grant("PROCESS", "*.*")),
            "'a'@'b'");

    assertThat(prescription.statements())
        .containsExactly("GRANT PROCESS, SELECT ON *.* TO 'a'@'b';");
  }
}
