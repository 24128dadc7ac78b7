package dev.remora.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerValueTest {
  @ParameterizedTest
  @CsvSource({
    "Yes, 1",
    "YES, 1",
    "yes, 1",
    "oN, 1",
    "ON, 1",
    "Primary, 1",
    "PRIMARY, 1",
    "Off, 0",
    "NO, 0",
    "No, 0",
    "DISABLED, 0",
    "Connecting, 0",
    "CONNECTING, 0",
    "non-Primary, 0",
    "NON-PRIMARY, 0",
    "Disconnected, 0"
  })
  void readsStates(String text, double expected) {
    assertThat(ServerValue.parse(text)).hasValue(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-1, -1",
    "+1, 1",
    "050, 50",
    "1e3, 1000",
    "1E3, 1000",
    ".5, 0.5",
    "5., 5",
    "-0.5, -0.5",
    "1_000, 1000",
    "1_0.5, 10.5",
    "0x1p4, 16",
    "0X1.8p1, 3",
    "1e-400, 0",
    "18446744073709551615, 1.8446744073709552e+19",
    "9007199254740993, 9.007199254740992e+15",
    "999999999999999, 999999999999999",
    "1000000000000000, 1e15",
    "5.7, 5.7",
    "10.11, 10.11",
    "12.5, 12.5",
    "9115.904484, 9115.904484",
    "inf, Infinity",
    "+Inf, Infinity",
    "INFINITY, Infinity",
    "-inf, -Infinity",
    "nan, NaN",
    "NaN, NaN"
  })
  @Tag("Q52")
  void readsNumbersAsGoDoes(String text, double expected) {
    assertThat(ServerValue.parse(text)).isEqualTo(OptionalDouble.of(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Preparing",
        "true",
        "TRUE",
        "false",
        "none",
        "enabled",
        " 1",
        "1 ",
        "1,000",
        "--1",
        "1e",
        "1d",
        "0b11",
        "12:34",
        "0x10",
        "1e400",
        "mysql-bin.000003",
        "a.5",
        "1.2.3",
        "8.0.36",
        "0-1-2",
        "TLSv1.2,TLSv1.3",
        "REPEATABLE-READ",
        "/tmp",
        "YES ",
        "\u0661",
        "192.168.0.1",
        "3.16(r5c765eb)",
        "1.5\nabc",
        "1.5\n",
        "x\n7",
        "x\n.5",
        "x\n1.",
        "x\na.5"
      })
  @Tag("Q53")
  @Tag("Q51")
  void passesOverWhatIsNoNumber(String text) {
    assertThat(ServerValue.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc\n1.5", "a\nb\n1.5", "1.5\n1.5"})
  @Tag("Q51")
  void readsTheLastLineWhenItEndsInAFraction(String text) {
    assertThat(ServerValue.parse(text)).hasValue(1.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2024-03-01 12:34:56      | 1709296496
          2024-03-01 12:34:56.789  | 1709296496
          2024-03-01 12:34:56,5    | 1709296496
          2024-03-01 12:34:56.123456789012345 | 1709296496
          2024-02-29 00:00:00      | 1709164800
          1970-01-01 00:00:00      | 0
          1969-12-31 23:59:59      | -1
          2038-01-19 03:14:08      | 2147483648
          9999-12-31 23:59:59      | 253402300799
          """)
  @Tag("Q48")
  void readsDatesAsUtc(String text, double expected) {
    assertThat(ServerValue.parse(text)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-3-1 12:34:56",
        "2024-03-01",
        "2024-03-01T12:34:56",
        "0000-00-00 00:00:00",
        "2024-02-30 00:00:00",
        "2023-02-29 00:00:00",
        "2024-13-01 00:00:00",
        "2024-03-01 24:00:00",
        "2024-03-01 12:60:00",
        "2024-03-01 12:34:60",
        "2024-03-01 12:34:56.",
        "2024-03-01 12:34:56.x",
        "2024-03-01 12:34:56 ",
        "2024-03-01 12:34:56Z",
        "2024-03-01 12:34",
        "2024/03/01 12:34:56",
        "2024-03-01 12-34:56",
        "2024-03-01 12:34-56",
        "-024-03-01 12:34:56"
      })
  void passesOverWhatIsNoDate(String text) {
    assertThat(ServerValue.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Mar  4 10:00:00 2030 GMT    | 1898848800
          Mar 4 10:00:00 2030 GMT     | 1898848800
          Mar 04 10:00:00 2030 GMT    | 1898848800
          mar  4 10:00:00 2030 GMT    | 1898848800
          MAR  4 10:00:00 2030 GMT    | 1898848800
          Mar  4 10:00:00.5 2030 GMT  | 1898848800
          Mar  4 10:00:00 2030 UTC    | 1898848800
          Mar  4 10:00:00 2030 CEST   | 1898848800
          Mar  4 10:00:00 2030 EST    | 1898848800
          Feb 16 08:26:01 2032 GMT    | 1960532761
          Dec 31 23:59:59 1969 GMT    | -1
          """)
  void readsTheDatesOfCertificates(String text, double expected) {
    assertThat(ServerValue.parse(text)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mar  4 10:00:00 2030 gmt",
        "Mar  4 10:00:00 2030",
        "Mar  4 10:00:00 2030 +0100",
        "March  4 10:00:00 2030 GMT",
        "Feb 30 10:00:00 2030 GMT",
        "Mar  0 10:00:00 2030 GMT",
        "Mar   4 10:00:00 2030 GMT",
        "Mar 004 10:00:00 2030 GMT",
        "Mar  4 24:00:00 2030 GMT",
        "Mar  4 1:00:00 2030 GMT",
        "Mar  4 10:00 2030 GMT",
        "Mar  4 10:00:00 30 GMT",
        "Mar  4 10:00:00 2030 GM",
        "Mar  4 10:00:00 2030 GMTGMT",
        "Mar  4 10:00:00.x 2030 GMT",
        "Abc  4 10:00:00 2030 GMT",
        "an  4 10:00:00 2030 GMT",
        "Mar",
        "Mar ",
        "Mar 4",
        "Mar 4 GMT",
        "Mar 4 2030 GMT",
        "Thu Jan  1 00:00:00 1970"
      })
  void passesOverWhatIsNoDateOfACertificate(String text) {
    assertThat(ServerValue.parse(text)).isEmpty();
  }
}
