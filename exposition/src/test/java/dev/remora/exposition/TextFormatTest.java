package dev.remora.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.remora.metric.Family;
import dev.remora.metric.FamilyBuffer;
import dev.remora.metric.Page;
import dev.remora.metric.SampleTable;
import dev.remora.metric.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double[] NONE = {};

  private final Samples samples = new Samples();

  @Test
  void writesNothingForAnEmptyPage() throws IOException {
    assertThat(Pages.text()).isEmpty();
  }

  @Test
  void writesHelpAndTypeBeforeSamples() throws IOException {
    samples.add(Family.counter("c_total", "A counter."), 1);
    samples.add(Family.gauge("g", "A gauge."), -2);
    samples.add(Family.untyped("u", "Who knows."), 0.5);

    String text = Pages.text(samples);

    assertThat(text)
        .isEqualTo(
            """
            # HELP c_total A counter.
            # TYPE c_total counter
            c_total 1
            # HELP g A gauge.
            # TYPE g gauge
            g -2
            # HELP u Who knows.
            # TYPE u untyped
            u 0.5
            """);
  }

  @Test
  void keepsTheSpaceBeforeAnEmptyHelp() throws IOException {
    samples.add(Family.gauge("g", ""), 1);

    String text = Pages.text(samples);

    assertThat(text).isEqualTo("# HELP g \n# TYPE g gauge\ng 1\n");
  }

  @Test
  void ordersFamiliesOfAllSourcesByName() throws IOException {
    samples.add(Family.gauge("b", "B"), 2);
    Samples other = new Samples();
    other.add(Family.gauge("c", "C"), 3);
    other.add(Family.gauge("a", "A"), 1);

    String text = Pages.text(samples, other);

    assertThat(text)
        .isEqualTo(
            """
            # HELP a A
            # TYPE a gauge
            a 1
            # HELP b B
            # TYPE b gauge
            b 2
            # HELP c C
            # TYPE c gauge
            c 3
            """);
  }

  @Test
  void ordersLabelsByNameAndSamplesByLabelValue() throws IOException {
    FamilyBuffer buffer = samples.family(Family.gauge("g", "help", "schema", "_x", "A", "index"));
    buffer.label("mysql").label("1").label("z").label("i").value(5);
    buffer.label("mysql").label("2").label("a").label("i").value(3);
    buffer.label("mysql").label("1").label("a").label("j").value(2);
    buffer.label("").label("1").label("a").label("i").value(0);
    buffer.label("a").label("1").label("a").label("i").value(1);
    buffer.label("mysql").label("10").label("b").label("i").value(4);

    String text = Pages.text(samples);

    assertThat(text)
        .isEqualTo(
            """
            # HELP g help
            # TYPE g gauge
            g{A="a",_x="1",index="i",schema=""} 0
            g{A="a",_x="1",index="i",schema="a"} 1
            g{A="a",_x="1",index="j",schema="mysql"} 2
            g{A="a",_x="2",index="i",schema="mysql"} 3
            g{A="b",_x="10",index="i",schema="mysql"} 4
            g{A="z",_x="1",index="i",schema="mysql"} 5
            """);
  }

  @Test
  void keepsTheFirstOfDuplicates() throws IOException {
    Family family = Family.gauge("g", "help", "a");
    samples.add(family, "x", 1);
    samples.add(family, "w", 2);
    samples.add(family, "x", 3);

    String text = Pages.text(samples);

    assertThat(text)
        .isEqualTo(
            """
            # HELP g help
            # TYPE g gauge
            g{a="w"} 2
            g{a="x"} 1
            """);
  }

  // In a text block two backslashes are one.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          plain              | plain
          ``                 | ``
          ` `                | ` `
          "quoted"           | \\"quoted\\"
          C:\\dir            | C:\\\\dir
          end\\              | end\\\\
          \\"                | \\\\\\"
          \\n                | \\\\n
          {a="b"}            | {a=\\"b\\"}
          `x,y=z # no`       | `x,y=z # no`
          it's               | it's
          Größe              | Größe
          日本               | 日本
          😀                 | 😀
          """)
  void escapesLabelValues(String value, String expected) throws IOException {
    samples.add(Family.gauge("g", "h", "a"), value, 1);

    String text = Pages.text(samples);

    assertThat(text).isEqualTo("# HELP g h\n# TYPE g gauge\ng{a=\"%s\"} 1\n".formatted(expected));
  }

  @Test
  void escapesValuesThatARowDoesNotHoldItself() throws IOException {
    Family family = Family.gauge("g", "h", "a", "b");
    samples
        .table(List.of("a"), List.of(new SampleTable.Column(family, List.of("\"\\"))))
        .label("plain".getBytes(StandardCharsets.UTF_8))
        .number(1);

    String text = Pages.text(samples);

    assertThat(text).endsWith("\ng{a=\"plain\",b=\"\\\"\\\\\"} 1\n");
  }

  /** A family is named by every page of it, in whatever format was asked for first. */
  @Test
  void namesAFamilyTheSameInEachFormat() throws IOException {
    Family family = Family.untyped("u_total", "Plain help.");
    samples.add(family, 1);
    String open = "# HELP u_total Plain help.\n# TYPE u_total unknown\nu_total 1\n# EOF\n";
    String text = "# HELP u_total Plain help.\n# TYPE u_total untyped\nu_total 1\n";

    assertThat(openMetrics()).isEqualTo(open);
    assertThat(Pages.text(samples)).isEqualTo(text);
    assertThat(openMetrics()).isEqualTo(open);
  }

  /** A server that makes up names has none of them kept. */
  @Test
  void writesAPageOfMoreFamiliesThanAnyServerHas() throws IOException {
    StringBuilder expected = new StringBuilder();
    for (int i = 10_000; i < 15_001; i++) {
      samples.add(Family.gauge("g" + i, "h"), i);
      expected.append("# HELP g%d h\n# TYPE g%d gauge\ng%d %d\n".formatted(i, i, i, i));
    }

    assertThat(Pages.text(samples)).isEqualTo(expected.toString());
    assertThat(openMetrics()).isEqualTo(expected + "# EOF\n");
  }

  @Test
  void escapesOnlyTheLineFeedOfControlCharacters() throws IOException {
    samples.add(Family.gauge("g", "h", "a"), "\n\n1\n\r\t\u0000\u007F\u0085\u2028", 1);

    String text = Pages.text(samples);

    assertThat(text)
        .isEqualTo(
            "# HELP g h\n# TYPE g gauge\ng{a=\"\\n\\n1\\n\r\t\u0000\u007F\u0085\u2028\"} 1\n");
  }

  @Test
  void writesALoneSurrogateAsReplacementCharacter() throws IOException {
    Family family = Family.gauge("g", "h", "a");
    samples.add(family, "1\uD83D", 1);
    samples.add(family, "2\uDE00\uD83D.", 2);

    String text = Pages.text(samples);

    assertThat(text)
        .endsWith(
            """
            g{a="1\uFFFD"} 1
            g{a="2\uFFFD\uFFFD."} 2
            """);
  }

  @Test
  void escapesBackslashAndLineFeedButNotQuotesInHelp() throws IOException {
    samples.add(Family.gauge("g", "a\\b \"quoted\"\nÜ 😀\\n "), 1);

    String text = Pages.text(samples);

    assertThat(text).startsWith("# HELP g a\\\\b \"quoted\"\\nÜ 😀\\\\n \n# TYPE g gauge\n");
  }

  @Test
  void endsAHistogramWithAllCountedSumAndCount() throws IOException {
    FamilyBuffer buffer = samples.family(Family.histogram("h_seconds", "help"));
    buffer.distribution(
        4528, 1.5773549999999998, new double[] {1e-6, 0.1, 1e6}, new double[] {124, 4527, 4528});

    String text = Pages.text(samples);

    assertThat(text)
        .isEqualTo(
            """
            # HELP h_seconds help
            # TYPE h_seconds histogram
            h_seconds_bucket{le="1e-06"} 124
            h_seconds_bucket{le="0.1"} 4527
            h_seconds_bucket{le="1e+06"} 4528
            h_seconds_bucket{le="+Inf"} 4528
            h_seconds_sum 1.5773549999999998
            h_seconds_count 4528
            """);
  }

  @Test
  void writesTheInfiniteBucketOnceWhenItIsGiven() throws IOException {
    FamilyBuffer buffer = samples.family(Family.histogram("h", "help"));
    buffer.distribution(3, 9, new double[] {1, INFINITY}, new double[] {1, 2});

    String text = Pages.text(samples);

    assertThat(text)
        .isEqualTo(
            """
            # HELP h help
            # TYPE h histogram
            h_bucket{le="1"} 1
            h_bucket{le="+Inf"} 2
            h_sum 9
            h_count 3
            """);
  }

  @Test
  void writesTheInfiniteBucketOfAHistogramWithoutBounds() throws IOException {
    samples.family(Family.histogram("h", "help")).distribution(7, 9, NONE, NONE);

    String text = Pages.text(samples);

    assertThat(text).endsWith("\nh_bucket{le=\"+Inf\"} 7\nh_sum 9\nh_count 7\n");
  }

  @Test
  void writesLabelsBeforeTheBound() throws IOException {
    FamilyBuffer buffer = samples.family(Family.histogram("h", "help", "z", "a"));
    buffer.label("2").label("\"").distribution(1, 0.5, new double[] {0.25}, new double[] {0});
    buffer.label("1").label("\"").distribution(0, 0, NONE, NONE);

    String text = Pages.text(samples);

    assertThat(text)
        .isEqualTo(
            """
            # HELP h help
            # TYPE h histogram
            h_bucket{a="\\"",z="1",le="+Inf"} 0
            h_sum{a="\\"",z="1"} 0
            h_count{a="\\"",z="1"} 0
            h_bucket{a="\\"",z="2",le="0.25"} 0
            h_bucket{a="\\"",z="2",le="+Inf"} 1
            h_sum{a="\\"",z="2"} 0.5
            h_count{a="\\"",z="2"} 1
            """);
  }

  @Test
  void writesASummaryWithItsQuantiles() throws IOException {
    FamilyBuffer buffer = samples.family(Family.summary("s", "help"));
    buffer.distribution(
        100, 1e-9, new double[] {0.95, 0.99, 0.999}, new double[] {1e-10, 1.5e-10, Double.NaN});

    String text = Pages.text(samples);

    assertThat(text)
        .isEqualTo(
            """
            # HELP s help
            # TYPE s summary
            s{quantile="0.95"} 1e-10
            s{quantile="0.99"} 1.5e-10
            s{quantile="0.999"} NaN
            s_sum 1e-09
            s_count 100
            """);
  }

  @Test
  void writesASummaryWithLabelsAndWithoutQuantiles() throws IOException {
    FamilyBuffer buffer = samples.family(Family.summary("s", "help", "schema"));
    buffer.label("db1").distribution(100, 0.5, NONE, NONE);
    buffer.label("db2").distribution(1, 2, new double[] {1}, new double[] {2});

    String text = Pages.text(samples);

    assertThat(text)
        .isEqualTo(
            """
            # HELP s help
            # TYPE s summary
            s_sum{schema="db1"} 0.5
            s_count{schema="db1"} 100
            s{schema="db2",quantile="1"} 2
            s_sum{schema="db2"} 2
            s_count{schema="db2"} 1
            """);
  }

  @Test
  void writesPagesLargerThanItsBuffer() throws IOException {
    Family family = Family.gauge("g", "h", "a");
    StringBuilder expected = new StringBuilder("# HELP g h\n# TYPE g gauge\n");
    for (int i = 100_000; i < 110_000; i++) {
      samples.add(family, i + "\"é", i + 0.25);
      expected.append("g{a=\"%d\\\"é\"} %d.25\n".formatted(i, i));
    }

    String text = Pages.text(samples);

    assertThat(text.equals(expected.toString())).isTrue();
  }

  @Test
  void writesNumbersWhereverItsBufferEnds() throws IOException {
    // Each length of the first label moves the numbers by one byte against the end of the buffer.
    for (int length = 0; length < 64; length++) {
      Samples moved = new Samples();
      Family family = Family.gauge("g", "h", "a");
      StringBuilder expected = new StringBuilder("# HELP g h\n# TYPE g gauge\n");
      for (int i = 100; i < 700; i++) {
        String label = i + "x".repeat(i == 100 ? length : 0);
        moved.add(family, label, -Double.MIN_NORMAL);
        expected.append("g{a=\"%s\"} -2.2250738585072014e-308\n".formatted(label));
      }

      assertThat(Pages.text(moved).equals(expected.toString())).as("length %d", length).isTrue();
    }
  }

  @Test
  void leavesFlushingAndClosingToItsCaller() throws IOException {
    samples.add(Family.gauge("g", "h"), 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OutputStream stream =
        new OutputStream() {
          @Override
          public void write(int b) {
            bytes.write(b);
          }

          @Override
          public void flush() {
            throw new AssertionError("flushed");
          }

          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };

    TextFormat.write(Page.of(List.of(samples)), stream);

    assertThat(Pages.text(bytes.toByteArray())).isEqualTo("# HELP g h\n# TYPE g gauge\ng 1\n");
  }

  @Test
  void passesOnThatTheReaderIsGone() {
    samples.add(Family.gauge("g", "h"), 1);
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("reader is gone");
          }
        };

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> TextFormat.write(Page.of(List.of(samples)), broken))
        .withMessage("reader is gone");
  }

  private String openMetrics() throws IOException {
    return Pages.text(Pages.bytes(Page.of(List.of(samples)), PageFormat.OPEN_METRICS));
  }
}
