package dev.remora.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.ScriptedSession;
import dev.remora.mysql.ServerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {
  private static final Source LIBRARY =
      Source.of("library.books")
          .needs(new Grant("READER ON *.*", "BOOK MONITOR ON *.*"), Grant.select("library.*"))
          .where("library_open = ON")
          .costs("one walk");
  private static final ServerIdentity MYSQL = ScriptedSession.mysql("8.0.36").identity();
  private static final ServerIdentity OLD_MARIADB = ScriptedSession.mariadb("10.4.34").identity();
  private static final ServerIdentity MARIADB = ScriptedSession.mariadb("10.5.0").identity();

  @ParameterizedTest
  @ValueSource(ints = {1044, 1142, 1143, 1227, 1356, 1370})
  void namesTheGrantsWhereAccessIsDenied(int code) {
    assertThat(LIBRARY.remedy(refusal(code), MYSQL))
        .isEqualTo(
            "GRANT READER ON *.* TO 'exporter'@'localhost';"
                + " GRANT SELECT ON library.* TO 'exporter'@'localhost'");
  }

  @Test
  void namesTheGrantsAsTheServerCallsThem() {
    assertThat(LIBRARY.remedy(refusal(1227), OLD_MARIADB)).contains("GRANT READER ON *.* TO");
    assertThat(LIBRARY.remedy(refusal(1227), MARIADB))
        .contains("GRANT BOOK MONITOR ON *.* TO")
        .doesNotContain("READER");
  }

  @ParameterizedTest
  @ValueSource(ints = {1049, 1054, 1109, 1146, 1193, 1286})
  void namesTheFeatureWhereSomethingIsUnknown(int code) {
    assertThat(LIBRARY.remedy(refusal(code), MYSQL)).isEqualTo("needs library_open = ON");
  }

  @ParameterizedTest
  @ValueSource(ints = {MysqlException.NO_CODE, 1064, 1205, 2006, 3024})
  void knowsNoRemedyOfOtherFailures(int code) {
    assertThat(LIBRARY.remedy(refusal(code), MYSQL)).isEmpty();
  }

  @Test
  void knowsNoRemedyWhereNothingIsNeeded() {
    Source free = Source.of("SELECT 1");

    assertThat(free.remedy(refusal(1227), MYSQL)).isEmpty();
    assertThat(free.remedy(refusal(1146), MYSQL)).isEmpty();
    assertThat(free.remedyForNothing(MYSQL)).isEmpty();
  }

  @Test
  void namesAllThatMayBeMissingWhereThereWasNothing() {
    Source feature = Source.of("books").where("library_open = ON");
    Source grant = Source.of("books").needs(Grant.select("library.*"));

    assertThat(LIBRARY.remedyForNothing(MYSQL))
        .isEqualTo(
            "needs library_open = ON, and GRANT READER ON *.* TO 'exporter'@'localhost';"
                + " GRANT SELECT ON library.* TO 'exporter'@'localhost'");
    assertThat(feature.remedyForNothing(MYSQL)).isEqualTo("needs library_open = ON");
    assertThat(grant.remedyForNothing(MYSQL))
        .isEqualTo("GRANT SELECT ON library.* TO 'exporter'@'localhost'");
  }

  @ParameterizedTest
  @CsvSource({
    "MYSQL, 5.7.44, OLD",
    "MYSQL, 10.5.0, OLD",
    "MARIADB, 10.4.99, OLD",
    "MARIADB, 10.5.0, NEW",
    "MARIADB, 10.11.6, NEW",
    "MARIADB, 11.4.2, NEW",
    "MARIADB, unreadable, NEW"
  })
  void callsAPrivilegeByItsNewNameFromMariadb105On(String flavour, String version, String name) {
    ScriptedSession session =
        flavour.equals("MARIADB")
            ? ScriptedSession.mariadb(version)
            : ScriptedSession.mysql(version);

    assertThat(new Grant("OLD", "NEW").on(session.identity())).isEqualTo(name);
  }

  private static MysqlException refusal(int code) {
    return new MysqlException(Kind.REFUSED, code, "refused");
  }
}
