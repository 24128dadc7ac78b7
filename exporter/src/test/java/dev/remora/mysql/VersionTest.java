package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          8.0.36                           | 8.0.36
          8.0.36-28                        | 8.0.36
          5.7.44-log                       | 5.7.44
          5.6.30-76.3-56                   | 5.6.30
          10.11.6-MariaDB-1:10.11.6+maria  | 10.11.6
          5.5.5-10.11.6-MariaDB            | 5.5.5
          8.4.0                            | 8.4.0
          10.6                             | 10.6.0
          8.0                              | 8.0.0
          9.1-vitess                       | 9.1.0
          5.7.mysql_aurora.2.11.2          | 5.7.0
          8.0.                             | 8.0.0
          11.4.2.7                         | 11.4.2
          """)
  @Tag("Q13")
  void readsTheNumbersAtTheStart(String text, String expected) {
    assertThat(Version.parse(text)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8", "8.", ".8.0", "MariaDB 10.11", "v8.0.36", " 8.0", "8-0", "null"})
  void takesWhatHasNotTwoNumbersForUnknown(String text) {
    assertThat(Version.parse(text)).isEqualTo(Version.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "8.10.0, 8.9.0",
    "10.11.0, 10.5.0",
    "10.11.6, 8.0.0",
    "5.10.0, 5.7.0",
    "8.0.28, 8.0.4",
    "5.7.0, 5.6.99",
  })
  void comparesNumberByNumber(String later, String earlier) {
    assertThat(Version.parse(later)).isGreaterThan(Version.parse(earlier));
    assertThat(Version.parse(later).isAtLeast(Version.parse(earlier))).isTrue();
    assertThat(Version.parse(earlier).isAtLeast(Version.parse(later))).isFalse();
  }

  @Test
  void isAtLeastItself() {
    assertThat(Version.of(5, 7).isAtLeast(Version.parse("5.7"))).isTrue();
  }

  @Test
  void passesEveryGateWhenUnknown() {
    assertThat(Version.UNKNOWN.isAtLeast(Version.of(99, 99))).isTrue();
  }

  @Test
  void readsNoNumberThatWouldOverflow() {
    assertThat(Version.parse("99999999999.1")).isEqualTo(Version.UNKNOWN);
  }
}
