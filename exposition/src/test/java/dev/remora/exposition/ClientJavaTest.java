package dev.remora.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.metric.Family;
import dev.remora.metric.Page;
import dev.remora.metric.Samples;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares pages with those of client_java, as sets of lines with all numbers in one form. The two
 * differ by intent in the form of numbers (1 and 1.0), in the order of samples (bytes and UTF-16),
 * and in whether the count comes before the sum.
 */
class ClientJavaTest {
  private static final int SEEDS = 200;
  private static final String TEXTS = "abcAB019 \"\\\n{},=#'\té日";
  private static final Pattern VALUE = Pattern.compile(" ([^ ]+)$");
  private static final Pattern POINT = Pattern.compile("[{,](?:le|quantile)=\"([^\"\\\\]+)\"}");

  @ParameterizedTest
  @EnumSource(names = {"TEXT", "OPEN_METRICS"})
  void writesTheLinesThatClientJavaWrites(PageFormat format) throws IOException {
    ExpositionFormatWriter writer =
        format == PageFormat.TEXT
            ? PrometheusTextFormatWriter.create()
            : OpenMetricsTextFormatWriter.create();
    for (int seed = 0; seed < SEEDS; seed++) {
      Samples ours = new Samples();
      MetricSnapshots theirs = fill(ours, new Random(seed));

      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      writer.write(bytes, theirs, EscapingScheme.ALLOW_UTF8);

      assertThat(lines(Pages.text(Pages.bytes(Page.of(List.of(ours)), format))))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(lines(Pages.text(bytes.toByteArray())));
    }
  }

  /** Puts the same families and samples into both models. */
  private static MetricSnapshots fill(Samples ours, Random random) {
    String help = "Help " + text(random);
    var counters = CounterSnapshot.builder().name("counter").help(help);
    var gauges = GaugeSnapshot.builder().name("gauge").help(help);
    var unknowns = UnknownSnapshot.builder().name("unknown").help(help);
    var histograms = HistogramSnapshot.builder().name("histogram").help(help);
    var summaries = SummarySnapshot.builder().name("summary").help(help);
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      // The number keeps label sets apart: client_java refuses duplicates.
      String first = i + text(random);
      String second = text(random);
      Labels labels = Labels.of("z", first, "a", second);
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(30) - 10);
      int count = random.nextInt(100);

      var counter = Family.counter("counter_total", help, "z", "a");
      ours.family(counter).label(first).label(second).value(count);
      counters.dataPoint(
          CounterSnapshot.CounterDataPointSnapshot.builder().labels(labels).value(count).build());

      var gauge = Family.gauge("gauge", help, "z", "a");
      ours.family(gauge).label(first).label(second).value(value);
      gauges.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels).value(value).build());

      var untyped = Family.untyped("unknown", help, "z", "a");
      ours.family(untyped).label(first).label(second).value(-value);
      unknowns.dataPoint(
          UnknownSnapshot.UnknownDataPointSnapshot.builder().labels(labels).value(-value).build());

      double[] bounds = {1e-6, 0.5, 2e7, Double.POSITIVE_INFINITY};
      double[] cumulative = {count, count + 1.0, count + 3.0, count + 3.0};
      var histogram = Family.histogram("histogram", help, "z", "a");
      ours.family(histogram)
          .label(first)
          .label(second)
          .distribution(count + 3.0, value, bounds, cumulative);
      histograms.dataPoint(
          HistogramSnapshot.HistogramDataPointSnapshot.builder()
              .labels(labels)
              .sum(value)
              .classicHistogramBuckets(
                  ClassicHistogramBuckets.of(bounds, new long[] {count, 1, 2, 0}))
              .build());

      var summary = Family.summary("summary", help, "z", "a");
      ours.family(summary)
          .label(first)
          .label(second)
          .distribution(count, value, new double[] {0.5, 0.99}, new double[] {value, 1});
      summaries.dataPoint(
          SummarySnapshot.SummaryDataPointSnapshot.builder()
              .labels(labels)
              .count(count)
              .sum(value)
              .quantiles(Quantiles.of(new Quantile(0.5, value), new Quantile(0.99, 1)))
              .build());
    }
    return MetricSnapshots.of(
        counters.build(), gauges.build(), unknowns.build(), histograms.build(), summaries.build());
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      text.append(TEXTS.charAt(random.nextInt(TEXTS.length())));
    }
    return text.toString();
  }

  private static List<String> lines(String page) {
    // Not by String.lines(), which would also end a line at a carriage return.
    return Pattern.compile("\n").splitAsStream(page).map(ClientJavaTest::withJavaNumbers).toList();
  }

  private static String withJavaNumbers(String line) {
    if (line.startsWith("#")) {
      return line;
    }
    return inJavaForm(VALUE, inJavaForm(POINT, line));
  }

  private static String inJavaForm(Pattern number, String line) {
    Matcher matcher = number.matcher(line);
    if (!matcher.find()) {
      return line;
    }
    String text = matcher.group(1);
    String java = text.equals("+Inf") ? text : Double.toString(Double.parseDouble(text));
    return line.substring(0, matcher.start(1)) + java + line.substring(matcher.end(1));
  }
}
