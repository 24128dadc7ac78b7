package dev.remora.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_2.Metrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a page by the classes that client_java made from Prometheus' own schema; their package is
 * named by the version of protobuf, so it moves with that of client_java.
 */
final class ProtobufReader {
  private ProtobufReader() {}

  static ReadPage read(byte[] bytes) throws IOException {
    List<ReadPage.Family> families = new ArrayList<>();
    InputStream in = new ByteArrayInputStream(bytes);
    while (in.available() > 0) {
      Metrics.MetricFamily family = Metrics.MetricFamily.parseDelimitedFrom(in);
      assertThat(family.getUnknownFields().asMap()).isEmpty();
      families.add(family(family));
    }
    return new ReadPage(families);
  }

  private static ReadPage.Family family(Metrics.MetricFamily family) {
    List<ReadPage.Line> lines = new ArrayList<>();
    for (Metrics.Metric metric : family.getMetricList()) {
      List<ReadPage.Label> labels =
          metric.getLabelList().stream()
              .map(label -> new ReadPage.Label(label.getName(), label.getValue()))
              .toList();
      String name = family.getName();
      switch (family.getType()) {
        case COUNTER -> {
          assertThat(metric.hasCounter()).isTrue();
          lines.add(line(name, labels, metric.getCounter().getValue()));
        }
        case GAUGE -> {
          assertThat(metric.hasGauge()).isTrue();
          lines.add(line(name, labels, metric.getGauge().getValue()));
        }
        case UNTYPED -> {
          assertThat(metric.hasUntyped()).isTrue();
          lines.add(line(name, labels, metric.getUntyped().getValue()));
        }
        case HISTOGRAM -> histogram(name, labels, metric.getHistogram(), lines);
        case SUMMARY -> summary(name, labels, metric.getSummary(), lines);
        default -> throw new AssertionError("no type of ours: " + family.getType());
      }
    }
    String type = family.getType().name().toLowerCase(Locale.ROOT);
    return new ReadPage.Family(family.getName(), type, family.getHelp(), List.copyOf(lines));
  }

  private static void histogram(
      String name, List<ReadPage.Label> labels, Metrics.Histogram given, List<ReadPage.Line> to) {
    boolean infinite = false;
    for (Metrics.Bucket bucket : given.getBucketList()) {
      infinite = bucket.getUpperBound() > Double.MAX_VALUE;
      String bound = infinite ? "+Inf" : ShortestDecimal.text(bucket.getUpperBound());
      to.add(
          line(name + "_bucket", with(labels, "le", bound), (double) bucket.getCumulativeCount()));
    }
    if (!infinite) {
      // Readers have to add the last bucket where it is left out.
      to.add(line(name + "_bucket", with(labels, "le", "+Inf"), (double) given.getSampleCount()));
    }
    to.add(line(name + "_sum", labels, given.getSampleSum()));
    to.add(line(name + "_count", labels, (double) given.getSampleCount()));
  }

  private static void summary(
      String name, List<ReadPage.Label> labels, Metrics.Summary given, List<ReadPage.Line> to) {
    for (Metrics.Quantile quantile : given.getQuantileList()) {
      String point = ShortestDecimal.text(quantile.getQuantile());
      to.add(line(name, with(labels, "quantile", point), quantile.getValue()));
    }
    to.add(line(name + "_sum", labels, given.getSampleSum()));
    to.add(line(name + "_count", labels, (double) given.getSampleCount()));
  }

  private static List<ReadPage.Label> with(List<ReadPage.Label> labels, String name, String point) {
    List<ReadPage.Label> more = new ArrayList<>(labels);
    more.add(new ReadPage.Label(name, point));
    return List.copyOf(more);
  }

  private static ReadPage.Line line(String name, List<ReadPage.Label> labels, double value) {
    // The other formats have one zero; adding it makes the negative one positive.
    return new ReadPage.Line(name, labels, value + 0.0);
  }
}
