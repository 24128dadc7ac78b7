package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalNumberTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "-1",
        "0.25",
        "999999",
        "1e+06",
        "1.6777216e+07",
        "1.8446744073709552e+19",
        "-1.5e+100",
        "0.0001",
        "6.03708e-05",
        "123456.789",
        "1.2345675e+06",
        "NaN"
      })
  void isWhatTheReferenceWrites(String text) {
    assertThat(CanonicalNumber.text(Double.parseDouble(text))).isEqualTo(text);
  }
}
