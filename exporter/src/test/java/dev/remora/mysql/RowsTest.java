package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                     | 0
          12                    | 12
          -83904                | -83904
          12.0                  | 12
          0.107321              | 0.107321
          1e3                   | 1000
          18446744073709551615  | 1.8446744073709552e19
          36463827771516430384  | 3.6463827771516430384e19
          """)
  void readsDecimalNumbers(String text, double expected) throws MysqlException {
    assertThat(number(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "TOO LONG",
        "1d",
        "1f",
        "1D",
        "NaN",
        "Infinity",
        "1,5x",
        "1,5",
        "0x10",
        "12 ",
        "YES",
        "2024-03-01",
        "10.0.0.1"
      })
  void readsWhatIsNoDecimalNumberAsNaN(String text) throws MysqlException {
    assertThat(number(text)).isNaN();
  }

  @Test
  void readsNullAsNaN() throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("n").row((String) null);
    rows.next();

    assertThat(rows.number(0)).isNaN();
    assertThat(rows.text(0)).isEmpty();
  }

  private static double number(String text) throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("n").row(text);
    rows.next();
    return rows.number(0);
  }
}
