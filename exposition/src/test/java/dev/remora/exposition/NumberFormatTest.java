package dev.remora.exposition;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormatTest {
  private static final int RANDOM_NUMBERS = 20_000;
  private static final int SMALLEST_NUMBERS = 3_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                       | 0
          -0.0                    | 0
          1                       | 1
          -1                      | -1
          10                      | 10
          -42                     | -42
          100000                  | 100000
          999999                  | 999999
          -999999                 | -999999
          999999.5                | 999999.5
          1000000                 | 1e+06
          -1000000                | -1e+06
          1000001                 | 1.000001e+06
          1234567.8               | 1.2345678e+06
          123456.7                | 123456.7
          16777216                | 1.6777216e+07
          573009.25               | 573009.25
          2565104853              | 2.565104853e+09
          1709296496              | 1.709296496e+09
          1487598113.448042       | 1.487598113448042e+09
          9007199254740991        | 9.007199254740991e+15
          9007199254740992        | 9.007199254740992e+15
          9007199254740993        | 9.007199254740992e+15
          9007199254740994        | 9.007199254740994e+15
          -9007199254740992       | -9.007199254740992e+15
          36028797018963968       | 3.602879701896397e+16
          9223372036854775807     | 9.223372036854776e+18
          -9223372036854775808    | -9.223372036854776e+18
          18446744073709551615    | 1.8446744073709552e+19
          36463827.77151643       | 3.646382777151643e+07
          1e15                    | 1e+15
          1e21                    | 1e+21
          1e22                    | 1e+22
          1e23                    | 1e+23
          2e23                    | 2e+23
          9.999999999999999e22    | 1e+23
          1e99                    | 1e+99
          1e100                   | 1e+100
          -2.5e-100               | -2.5e-100
          1.7976931348623157e308  | 1.7976931348623157e+308
          -1.7976931348623157e308 | -1.7976931348623157e+308
          0.1                     | 0.1
          -0.1                    | -0.1
          0.5                     | 0.5
          1.5                     | 1.5
          0.30000000000000004     | 0.30000000000000004
          0.3333333333333333      | 0.3333333333333333
          1.5773549999999998      | 1.5773549999999998
          0.001                   | 0.001
          0.000227664             | 0.000227664
          0.0001                  | 0.0001
          -0.0001                 | -0.0001
          0.00010000000000000002  | 0.00010000000000000002
          0.00009999999999999999  | 9.999999999999999e-05
          0.00001                 | 1e-05
          6.03708e-05             | 6.03708e-05
          1e-9                    | 1e-09
          3e-11                   | 3e-11
          5.684341886080802e-14   | 5.684341886080802e-14
          2.2250738585072014e-308 | 2.2250738585072014e-308
          2.225073858507201e-308  | 2.225073858507201e-308
          4.9e-324                | 5e-324
          9.9e-324                | 1e-323
          1.5e-323                | 1.5e-323
          9.9e-323                | 1e-322
          NaN                     | NaN
          Infinity                | +Inf
          -Infinity               | -Inf
          """)
  void writesNumbersAsPrometheusDoes(double value, String expected) throws IOException {
    assertThat(written(value)).isEqualTo(expected);
  }

  @Test
  void writesEveryNaNTheSame() throws IOException {
    assertThat(written(Double.longBitsToDouble(0xFFF8_0000_0000_1234L))).isEqualTo("NaN");
  }

  @Test
  void readsBackToTheSameBits() throws IOException {
    for (double value : numbers()) {
      String text = written(value);

      assertThat(Double.doubleToLongBits(Double.parseDouble(text)))
          .as(text)
          .isEqualTo(Double.doubleToLongBits(value));
    }
  }

  @Test
  void writesTheShortestDecimal() throws IOException {
    for (double value : numbers()) {
      assertThat(written(value)).isEqualTo(ShortestDecimal.text(value));
    }
  }

  @Test
  void writesAnExponentBelowOneTenThousandthAndFromOneMillion() throws IOException {
    for (double value : numbers()) {
      String text = written(value);

      boolean plain = Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6;
      String form = plain ? "-?\\d{1,6}(\\.\\d+)?" : "-?\\d(\\.\\d*[1-9])?e[+-]\\d{2,3}";
      assertThat(text).matches(form);
    }
  }

  @Test
  void hasAnOracleThatAgreesWithJavaOnOrdinaryNumbers() {
    for (double value : numbers()) {
      // Java writes at least two digits, so it may miss a shorter form of the smallest numbers.
      if (Math.abs(value) >= Double.MIN_NORMAL) {
        BigDecimal java = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        assertThat(ShortestDecimal.of(value)).isEqualTo(java);
      }
    }
  }

  private static String written(double value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteWriter out = new ByteWriter(bytes);
    NumberFormat.write(value, out);
    out.drain();
    return bytes.toString(US_ASCII);
  }

  /** Random ones, all powers of two and ten with their neighbours, and the smallest: no zero. */
  private static List<Double> numbers() {
    Random random = new Random(42);
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < RANDOM_NUMBERS; i++) {
      numbers.add(
          switch (i % 4) {
            case 0, 1 -> Double.longBitsToDouble(random.nextLong());
            case 2 -> (double) (random.nextLong() >> random.nextInt(64));
            default -> (double) random.nextInt() / Math.pow(10, random.nextInt(14));
          });
    }
    for (int exponent = Double.MIN_EXPONENT - 52; exponent <= Double.MAX_EXPONENT; exponent++) {
      addWithNeighbours(numbers, Math.scalb(1.0, exponent));
    }
    for (int exponent = -323; exponent <= 308; exponent++) {
      addWithNeighbours(numbers, Double.parseDouble("1e" + exponent));
    }
    for (long bits = 1; bits <= SMALLEST_NUMBERS; bits++) {
      numbers.add(Double.longBitsToDouble(bits));
    }
    numbers.removeIf(value -> value == 0 || Double.isNaN(value) || Double.isInfinite(value));
    return numbers;
  }

  private static void addWithNeighbours(List<Double> numbers, double value) {
    numbers.add(Math.nextDown(value));
    numbers.add(value);
    numbers.add(-Math.nextUp(value));
  }
}
