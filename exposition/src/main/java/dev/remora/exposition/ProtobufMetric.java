package dev.remora.exposition;

import dev.remora.metric.ArrangedFamily;
import dev.remora.metric.MetricType;
import java.io.IOException;

/** The message {@code Metric}: the labels of a sample and its numbers. */
final class ProtobufMetric {
  private static final int LABEL = 1;

  // The fields of LabelPair.
  private static final int LABEL_NAME = 1;
  private static final int LABEL_VALUE = 2;

  // The one field of Counter, Gauge and Untyped.
  private static final int VALUE = 1;
  private static final int VALUE_BYTES = ProtobufWriter.DOUBLE_BYTES;

  // The fields of Histogram and Summary, and of Bucket and Quantile, which differ in the first.
  private static final int SAMPLE_COUNT = 1;
  private static final int SAMPLE_SUM = 2;
  private static final int POINT = 3;
  private static final int BUCKET_COUNT = 1;
  private static final int BUCKET_BOUND = 2;
  private static final int QUANTILE = 1;
  private static final int QUANTILE_VALUE = 2;

  private final ProtobufWriter out;
  private final MetricType type;
  private final int field;

  ProtobufMetric(ProtobufWriter out, MetricType type) {
    this.out = out;
    this.type = type;
    this.field =
        switch (type) {
          case GAUGE -> 2;
          case COUNTER -> 3;
          case SUMMARY -> 4;
          case UNTYPED -> 5;
          case HISTOGRAM -> 7;
        };
  }

  /** How many bytes a sample without labels takes. */
  static long sizeOfLoneSample() {
    return ProtobufWriter.sizeOfMessage(VALUE_BYTES);
  }

  void write(double value) throws IOException {
    out.message(field, VALUE_BYTES);
    out.number(VALUE, value);
  }

  long size(ArrangedFamily family, ArrangedFamily.Walk sample) {
    long size = ProtobufWriter.sizeOfMessage(sizeOfNumbers(sample));
    for (int label = 0; label < family.labelCount(); label++) {
      size += ProtobufWriter.sizeOfMessage(sizeOfLabel(family, sample, label));
    }
    return size;
  }

  void write(ArrangedFamily family, ArrangedFamily.Walk sample) throws IOException {
    for (int label = 0; label < family.labelCount(); label++) {
      out.message(LABEL, sizeOfLabel(family, sample, label));
      out.text(LABEL_NAME, family.labelName(label));
      out.text(
          LABEL_VALUE, sample.labelBytes(label), sample.labelStart(label), sample.labelEnd(label));
    }
    if (type.isDistribution()) {
      distribution(sample);
    } else {
      write(sample.value());
    }
  }

  private static long sizeOfLabel(ArrangedFamily family, ArrangedFamily.Walk sample, int label) {
    return ProtobufWriter.sizeOfMessage(family.labelName(label).length())
        + ProtobufWriter.sizeOfMessage(sample.labelEnd(label) - sample.labelStart(label));
  }

  private long sizeOfNumbers(ArrangedFamily.Walk sample) {
    if (!type.isDistribution()) {
      return VALUE_BYTES;
    }
    long size = ProtobufWriter.sizeOfWhole(whole(sample.count()));
    size += ProtobufWriter.DOUBLE_BYTES;
    for (int i = 0; i < sample.points(); i++) {
      size += ProtobufWriter.sizeOfMessage(sizeOfPoint(sample, i));
    }
    return size;
  }

  private int sizeOfPoint(ArrangedFamily.Walk sample, int point) {
    return type == MetricType.HISTOGRAM
        ? ProtobufWriter.sizeOfWhole(whole(sample.atPoint(point))) + ProtobufWriter.DOUBLE_BYTES
        : 2 * ProtobufWriter.DOUBLE_BYTES;
  }

  private void distribution(ArrangedFamily.Walk sample) throws IOException {
    out.message(field, sizeOfNumbers(sample));
    out.whole(SAMPLE_COUNT, whole(sample.count()));
    out.number(SAMPLE_SUM, sample.sum());
    for (int i = 0; i < sample.points(); i++) {
      out.message(POINT, sizeOfPoint(sample, i));
      if (type == MetricType.HISTOGRAM) {
        out.whole(BUCKET_COUNT, whole(sample.atPoint(i)));
        out.number(BUCKET_BOUND, sample.point(i));
      } else {
        out.number(QUANTILE, sample.point(i));
        out.number(QUANTILE_VALUE, sample.atPoint(i));
      }
    }
  }

  /** Counts have neither sign nor fraction here. */
  private static long whole(double count) {
    return Math.max(0, (long) count);
  }
}
