package dev.remora.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
  @ParameterizedTest
  @CsvSource({
    "AS_GIVEN, 3.5, 3.5",
    "PICOSECONDS, 1500000000000, 1.5",
    "PICOSECONDS, 36463827771516430384, 36463827.771516435",
    "MICROSECONDS, 250000, 0.25",
    // Multiplied, not divided: the last digit tells.
    "MICROSECONDS, 5, 4.9999999999999996e-06",
    "MILLISECONDS, 9, 0.009000000000000001",
    "MILLISECONDS, 20.069000244140625, 0.020069000244140625",
    "THOUSANDTHS, 6000, 6"
  })
  void bringsANumberToWhatIsServed(Unit unit, double given, double served) {
    assertThat(unit.convert(given)).isEqualTo(served);
  }
}
