package dev.remora.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "AS_GIVEN, 3, 3",
    "PICOSECONDS, 1000, 1e-9",
    "MICROSECONDS, 250000, 0.25",
    // Multiplied, not divided: the last digit shows it.
    "MICROSECONDS, 421003, 0.42100299999999996",
    "MILLISECONDS, 20.069000244140625, 0.020069000244140625",
    "THOUSANDTHS, 6000, 6"
  })
  void convertsAsTheReferenceDoes(Unit unit, double given, double served) {
    assertThat(unit.convert(given)).isEqualTo(served);
  }
}
