package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which servers end statements themselves, and when they are told to. */
class StatementLimitTest {
  private static final Duration TEN = Duration.ofMillis(9_740);

  @ParameterizedTest
  @CsvSource({
    "MYSQL, 5.6.51, ''",
    "MYSQL, 5.7.7, ''",
    "MYSQL, 5.7.8, SET SESSION max_execution_time = 10000",
    "MYSQL, 9.1.0, SET SESSION max_execution_time = 10000",
    "MARIADB, 10.1.0, ''",
    "MARIADB, 10.1.1, SET SESSION max_statement_time = 10",
    "MARIADB, 11.8.2, SET SESSION max_statement_time = 10"
  })
  void isSetInTheServersWords(Flavour flavour, String version, String sql) {
    assertThat(limit(flavour, version).fit(TEN).orElse("")).isEqualTo(sql);
  }

  @Test
  void isNotSetAgainWhileItFits() {
    StatementLimit limit = limit(Flavour.MYSQL, "8.0.36");
    assertThat(limit.fit(TEN)).isPresent();

    for (int millis : new int[] {10_000, 9_999, 9_001, 5_001, 4_001}) {
      assertThat(limit.fit(Duration.ofMillis(millis))).as("%d ms", millis).isEmpty();
    }
    assertThat(limit.fit(Duration.ofMillis(10_001)))
        .contains("SET SESSION max_execution_time = 11000");
    assertThat(limit.fit(Duration.ofMillis(4_900)))
        .contains("SET SESSION max_execution_time = 5000");
  }

  @Test
  void isNeverZeroWhichWouldMeanNone() {
    StatementLimit limit = limit(Flavour.MYSQL, "8.0.36");
    assertThat(limit.fit(Duration.ZERO)).isEmpty();
    assertThat(limit.fit(Duration.ofMillis(1))).contains("SET SESSION max_execution_time = 1000");
  }

  @Test
  void isNotTriedAgainWhereItIsRefused() {
    StatementLimit limit = limit(Flavour.MYSQL, "8.0.36");
    limit.forget();
    assertThat(limit.fit(TEN)).isEmpty();
  }

  private static StatementLimit limit(Flavour flavour, String version) {
    return new StatementLimit(new ServerIdentity(flavour, Version.parse(version), "'a'@'b'"));
  }
}
