package dev.remora.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.mysql.ScriptedSession;
import dev.remora.mysql.ServerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {
  private static final Source SOURCE =
      Source.of("SHOW BINARY LOGS")
          .needs(Grant.BINARY_LOGS, Grant.select("mysql.user"))
          .where("log_bin = ON");
  private static final ServerIdentity MYSQL = ScriptedSession.mysql("8.0.36").identity();

  @ParameterizedTest
  @CsvSource({
    "mysql, 9.1.0, REPLICATION CLIENT",
    "mariadb, 10.4.34, REPLICATION CLIENT",
    "mariadb, 10.5.0, BINLOG MONITOR",
    "mariadb, 11.8.2, BINLOG MONITOR"
  })
  void namesTheGrantsAsTheServerCallsThem(String flavour, String version, String privilege) {
    ServerIdentity server =
        (flavour.equals("mysql")
                ? ScriptedSession.mysql(version)
                : ScriptedSession.mariadb(version))
            .identity();

    assertThat(SOURCE.remedy(ScriptedSession.refusal(1227, "42000", "denied"), server))
        .isEqualTo(
            "GRANT %s ON *.* TO 'exporter'@'localhost'; GRANT SELECT ON mysql.user TO 'exporter'@'localhost'"
                .formatted(privilege));
  }

  @ParameterizedTest
  @ValueSource(ints = {1044, 1142, 1143, 1227, 1356, 1370})
  void takesThisForAMissingPrivilege(int code) {
    assertThat(remedy(code)).startsWith("GRANT ");
  }

  @ParameterizedTest
  @ValueSource(ints = {1049, 1054, 1109, 1146, 1193, 1286})
  void takesThisForAMissingFeature(int code) {
    assertThat(remedy(code)).isEqualTo("needs log_bin = ON");
  }

  @ParameterizedTest
  @ValueSource(ints = {1040, 1064, 1205, 3024})
  void knowsNoRemedyForTheRest(int code) {
    assertThat(remedy(code)).isEmpty();
  }

  @Test
  void namesBothWhereNothingWasFound() {
    assertThat(SOURCE.remedyForNothing(MYSQL)).startsWith("needs log_bin = ON, and GRANT ");
    assertThat(Source.of("a").where("b").remedyForNothing(MYSQL)).isEqualTo("needs b");
    assertThat(Source.of("a").needs(Grant.PROCESS).remedyForNothing(MYSQL))
        .isEqualTo("GRANT PROCESS ON *.* TO 'exporter'@'localhost'");
    assertThat(Source.of("a").remedyForNothing(MYSQL)).isEmpty();
  }

  private static String remedy(int code) {
    return SOURCE.remedy(ScriptedSession.refusal(code, "HY000", "refused"), MYSQL);
  }
}
