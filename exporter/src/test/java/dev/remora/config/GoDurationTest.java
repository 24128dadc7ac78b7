package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "0s, PT0S",
    "30s, PT30S",
    "0.5m, PT30S",
    "1m30s, PT1M30S",
    "250ms, PT0.25S",
    "1h, PT1H",
    "1h2m3s, PT1H2M3S",
    ".5s, PT0.5S",
    "5.s, PT5S",
    "10us, PT0.00001S",
    "10µs, PT0.00001S",
    "7ns, PT0.000000007S"
  })
  void isReadWithItsUnits(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "5", "s", "5x", "5 s", " 5s", "5s ", "-5s", "1.2.3s", ".s", "5s3", "1e3s", "5S"
      })
  void isRefusedWithoutUnitOrNumber(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }
}
