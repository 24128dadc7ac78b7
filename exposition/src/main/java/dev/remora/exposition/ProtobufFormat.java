package dev.remora.exposition;

import dev.remora.metric.Arranged;
import dev.remora.metric.ArrangedFamily;
import dev.remora.metric.Family;
import dev.remora.metric.LoneSample;
import dev.remora.metric.MetricType;
import dev.remora.metric.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Prometheus' protobuf format: a {@code MetricFamily} after the other, each behind its length. A
 * length comes before what it measures, so each family is walked twice instead of being kept.
 */
final class ProtobufFormat {
  // The fields of MetricFamily.
  private static final int NAME = 1;
  private static final int HELP = 2;
  private static final int TYPE = 3;
  private static final int METRIC = 4;

  private final ProtobufWriter out;

  private ProtobufFormat(ProtobufWriter out) {
    this.out = out;
  }

  static void write(Page page, OutputStream stream) throws IOException {
    ByteWriter bytes = new ByteWriter(stream);
    ProtobufFormat format = new ProtobufFormat(new ProtobufWriter(bytes));
    for (Arranged family : page.families()) {
      format.family(family);
    }
    bytes.drain();
  }

  private void family(Arranged arranged) throws IOException {
    Family family = arranged.family();
    byte[] help = family.help().getBytes(StandardCharsets.UTF_8);
    int type = number(family.type());
    long head =
        ProtobufWriter.sizeOfMessage(family.name().length())
            + ProtobufWriter.sizeOfMessage(help.length)
            + ProtobufWriter.sizeOfWhole(type);
    // Not a switch: one over types makes classes at run time.
    if (arranged instanceof LoneSample lone) {
      long metric = ProtobufMetric.sizeOfLoneSample();
      out.length(head + ProtobufWriter.sizeOfMessage(metric));
      head(family, help, type);
      out.message(METRIC, metric);
      new ProtobufMetric(out, family.type()).write(lone.value());
    } else if (arranged instanceof ArrangedFamily samples) {
      ProtobufMetric metric = new ProtobufMetric(out, family.type());
      out.length(head + size(samples, metric));
      head(family, help, type);
      ArrangedFamily.Walk sample = samples.walk();
      while (sample.next()) {
        out.message(METRIC, metric.size(samples, sample));
        metric.write(samples, sample);
      }
    }
  }

  private static long size(ArrangedFamily family, ProtobufMetric metric) {
    long size = 0;
    ArrangedFamily.Walk sample = family.walk();
    while (sample.next()) {
      size += ProtobufWriter.sizeOfMessage(metric.size(family, sample));
    }
    return size;
  }

  private void head(Family family, byte[] help, int type) throws IOException {
    out.text(NAME, family.name());
    out.text(HELP, help, 0, help.length);
    out.whole(TYPE, type);
  }

  private static int number(MetricType type) {
    return switch (type) {
      case COUNTER -> 0;
      case GAUGE -> 1;
      case SUMMARY -> 2;
      case UNTYPED -> 3;
      case HISTOGRAM -> 4;
    };
  }
}
