package dev.remora.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.metric.Family;
import dev.remora.metric.Page;
import dev.remora.metric.Samples;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OpenMetricsFormatTest {
  private static final int SEEDS = 200;

  private final Samples samples = new Samples();

  @Test
  void writesItsEndEvenForAnEmptyPage() throws IOException {
    assertThat(text()).isEqualTo("# EOF\n");
  }

  @Test
  void writesHelpAndTypeBeforeSamples() throws IOException {
    samples.add(Family.counter("c_total", "A counter."), 1);
    samples.add(Family.gauge("g", "A gauge."), -2);
    samples.add(Family.untyped("u", "Who knows."), 0.5);

    assertThat(text())
        .isEqualTo(
            """
            # HELP c A counter.
            # TYPE c counter
            c_total 1
            # HELP g A gauge.
            # TYPE g gauge
            g -2
            # HELP u Who knows.
            # TYPE u unknown
            u 0.5
            # EOF
            """);
  }

  @Test
  void keepsTheNamesOfCountersThatEndInAnotherWay() throws IOException {
    samples.add(Family.counter("_total", "", "a"), "x", 1);
    samples.add(Family.counter("mysql_global_status_uptime", ""), 2);
    samples.add(Family.counter("totals_total_", ""), 3);

    assertThat(text())
        .isEqualTo(
            """
            # HELP _total\s
            # TYPE _total unknown
            _total{a="x"} 1
            # HELP mysql_global_status_uptime\s
            # TYPE mysql_global_status_uptime unknown
            mysql_global_status_uptime 2
            # HELP totals_total_\s
            # TYPE totals_total_ unknown
            totals_total_ 3
            # EOF
            """);
  }

  @Test
  void takesNoNameThatAnotherFamilyHas() throws IOException {
    samples.add(Family.gauge("a", ""), 1);
    samples.add(Family.gauge("a_b", ""), 1);
    samples.add(Family.counter("a_b_c_total", ""), 1);
    samples.add(Family.counter("a_total", ""), 1);
    samples.add(Family.gauge("b_created", ""), 1);
    samples.add(Family.gauge("b_first", ""), 1);
    samples.add(Family.counter("b_total", ""), 1);
    samples.add(Family.counter("c_total", ""), 1);
    samples.add(Family.gauge("d", ""), 1);

    assertThat(text().lines().filter(line -> line.startsWith("# TYPE")))
        .containsExactly(
            "# TYPE a gauge",
            "# TYPE a_b gauge",
            "# TYPE a_b_c counter",
            "# TYPE a_total unknown",
            "# TYPE b_created gauge",
            "# TYPE b_first gauge",
            "# TYPE b_total unknown",
            "# TYPE c counter",
            "# TYPE d gauge");
  }

  @Test
  void escapesQuotesInHelp() throws IOException {
    samples.add(Family.gauge("g", "a \"b\" \\ and\nmore é"), 1);

    assertThat(text())
        .startsWith(
            """
            # HELP g a \\"b\\" \\\\ and\\nmore é
            """);
  }

  @Test
  void namesBoundsAsNumbersThatNeedNotBeWhole() throws IOException {
    double[] bounds = {0, 1e-6, 0.5, 1, 10, 999999, 1e6, 2.5e6};
    double[] counts = {0, 1, 2, 3, 4, 5, 6, 7};
    samples.family(Family.histogram("h", "H")).distribution(8, 9, bounds, counts);
    double[] quantiles = {0.99, 1};
    samples.family(Family.summary("s", "S")).distribution(8, 9, quantiles, new double[] {2, 3});

    assertThat(text())
        .isEqualTo(
            """
            # HELP h H
            # TYPE h histogram
            h_bucket{le="0.0"} 0
            h_bucket{le="1e-06"} 1
            h_bucket{le="0.5"} 2
            h_bucket{le="1.0"} 3
            h_bucket{le="10.0"} 4
            h_bucket{le="999999.0"} 5
            h_bucket{le="1e+06"} 6
            h_bucket{le="2.5e+06"} 7
            h_bucket{le="+Inf"} 8
            h_sum 9
            h_count 8
            # HELP s S
            # TYPE s summary
            s{quantile="0.99"} 2
            s{quantile="1.0"} 3
            s_sum 9
            s_count 8
            # EOF
            """);
  }

  @Test
  void hasTheSeriesOfTheTextFormat() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      // Its bounds are fractions, which both formats write alike.
      Page page = Page.of(new RandomPage(seed).sources());

      assertThat(series(Pages.text(Pages.bytes(page, PageFormat.OPEN_METRICS))))
          .as("seed %d", seed)
          .isEqualTo(series(Pages.text(Pages.bytes(page, PageFormat.TEXT))));
    }
  }

  private String text() throws IOException {
    return Pages.text(Pages.bytes(Page.of(List.of(samples)), PageFormat.OPEN_METRICS));
  }

  private static List<String> series(String page) {
    // Not by String.lines(), which would also end a line at a carriage return.
    return Pattern.compile("\n").splitAsStream(page).filter(line -> !line.startsWith("#")).toList();
  }
}
