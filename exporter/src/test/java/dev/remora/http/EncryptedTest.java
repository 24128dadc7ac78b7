package dev.remora.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptedTest {
  @ParameterizedTest
  @CsvSource({"90, 89000", "3, 2000", "2, 1000", "1, 500"})
  void endsAMomentBeforeTheServerWould(long seconds, long millis) {
    assertThat(Encrypted.limit(Duration.ofSeconds(seconds))).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "-90"})
  void hasNoEndWhereTheServerHasNone(long seconds) {
    assertThat(Encrypted.limit(Duration.ofSeconds(seconds)).isPositive()).isFalse();
  }
}
