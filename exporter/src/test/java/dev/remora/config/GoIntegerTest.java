package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoIntegerTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "+7, 7",
    "-7, -7",
    "3_306, 3306",
    "017, 15",
    "0_17, 15",
    "0o17, 15",
    "0O17, 15",
    "0x1F, 31",
    "0X1f, 31",
    "0x_1F, 31",
    "-0x1F, -31",
    "0b11, 3",
    "0B11, 3",
    "2147483647, 2147483647"
  })
  void readsWhatGoReads(String text, int expected) {
    assertThat(GoInteger.parse(text)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "-",
        "x",
        "0x",
        "0o",
        "0b",
        "08",
        "0b2",
        "0xg",
        "#1F",
        "_1",
        "1_",
        "1__0",
        "0x-1",
        "0x+1",
        "--1",
        "+-1",
        "1.0",
        "1e3",
        " 1",
        "1 ",
        "2147483648",
        "99999999999"
      })
  void refusesWhatGoRefuses(String text) {
    assertThat(GoInteger.parse(text)).isEmpty();
  }
}
