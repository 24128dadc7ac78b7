package dev.remora.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoFloatTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-0, -0.0",
    "00, 0",
    "+.5e1, 5",
    "1E+5, 1e5",
    "1e-5, 1e-5",
    "5.e1, 50",
    "1_0e1_0, 10e10",
    "0_1.5, 1.5",
    "1.2_5, 1.25",
    "0x_1p4, 16",
    "0xAp0, 10",
    "0xfP0, 15",
    "0x.8p1, 1",
    "0x1.p1, 2",
    "0X1P+4, 16",
    "-0x1p-1, -0.5",
    "0x1_0p0, 16",
    "0x1e4p0, 484",
    "4.9e-324, 4.9e-324",
    "1e-400, 0",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "0.1000000000000000055511151231257827021181583404541015625, 0.1",
    "inf, Infinity",
    "-INFINITY, -Infinity",
    "nAn, NaN"
  })
  @Tag("Q52")
  void readsLiterals(String text, double expected) {
    assertThat(GoFloat.parse(text)).isEqualTo(OptionalDouble.of(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "+", "-", ".", "e5", ".e5", "1e", "1e+", "1e5.0", "1.2.3", "+-1", " 1", "1 ", "_1",
        "1_", "1__0", "1_.5", "1._5", "1_e5", "1e_5", "1e5_", "1e+_5", "1e5__0", "0x", "0x1",
        "0xp1", "0x1p", "0x1pA", "0x_p1", "0x1_p4", "0x1e4", "x1p4", "1f", "1d", "1L", "0b1", "0o7",
        "infinit", "in", "infx", "nano", "\uFF11", "\u0663"
      })
  void refusesWhatGoRefuses(String text) {
    assertThat(GoFloat.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "1.7976931348623159e308", "0x1p1024"})
  void refusesWhatIsTooLarge(String text) {
    assertThat(GoFloat.parse(text)).isEmpty();
  }
}
