package dev.remora.exposition;

import dev.remora.metric.Arranged;
import dev.remora.metric.ArrangedFamily;
import dev.remora.metric.Family;
import dev.remora.metric.LoneSample;
import dev.remora.metric.MetricType;
import dev.remora.metric.Page;
import java.io.IOException;

/** The lines of samples, which the text formats write alike but for bounds and quantiles. */
final class SampleLines {
  // More families than any server has: one that makes up names must not have them all kept twice.
  private static final int MOST_KEPT = 5_000;

  private final ByteWriter out;
  private final boolean canonicalPoints;
  private final boolean keepsOpenings;

  private SampleLines(ByteWriter out, Page page, boolean canonicalPoints) {
    this.out = out;
    this.canonicalPoints = canonicalPoints;
    this.keepsOpenings = page.families().size() <= MOST_KEPT;
  }

  /** Lines that name a bound by its shortest decimal: {@code le="1"}. */
  static SampleLines withShortestPoints(ByteWriter out, Page page) {
    return new SampleLines(out, page, false);
  }

  /** Lines that name a bound so that it is no whole number: {@code le="1.0"}. */
  static SampleLines withCanonicalPoints(ByteWriter out, Page page) {
    return new SampleLines(out, page, true);
  }

  // Not a switch: one over types makes classes at run time.
  void write(Arranged arranged) throws IOException {
    if (arranged instanceof LoneSample lone) {
      name(lone.family());
      value(lone.value());
    } else if (arranged instanceof ArrangedFamily family) {
      samples(family);
    }
  }

  private void samples(ArrangedFamily family) throws IOException {
    MetricType type = family.family().type();
    ArrangedFamily.Walk sample = family.walk();
    while (sample.next()) {
      switch (type) {
        case COUNTER, GAUGE, UNTYPED -> line(family, sample, "", sample.value());
        case HISTOGRAM -> histogram(family, sample);
        case SUMMARY -> summary(family, sample);
      }
    }
  }

  private void histogram(ArrangedFamily family, ArrangedFamily.Walk sample) throws IOException {
    int points = sample.points();
    boolean endsWithInfinity = false;
    for (int i = 0; i < points; i++) {
      double bound = sample.point(i);
      endsWithInfinity = bound == Double.POSITIVE_INFINITY;
      pointLine(family, sample, "_bucket", "le", bound, sample.atPoint(i));
    }
    if (!endsWithInfinity) {
      double all = sample.count();
      pointLine(family, sample, "_bucket", "le", Double.POSITIVE_INFINITY, all);
    }
    sumAndCount(family, sample);
  }

  private void summary(ArrangedFamily family, ArrangedFamily.Walk sample) throws IOException {
    for (int i = 0; i < sample.points(); i++) {
      double quantile = sample.point(i);
      pointLine(family, sample, "", "quantile", quantile, sample.atPoint(i));
    }
    sumAndCount(family, sample);
  }

  private void sumAndCount(ArrangedFamily family, ArrangedFamily.Walk sample) throws IOException {
    line(family, sample, "_sum", sample.sum());
    line(family, sample, "_count", sample.count());
  }

  private void line(ArrangedFamily family, ArrangedFamily.Walk sample, String suffix, double value)
      throws IOException {
    name(family.family());
    out.ascii(suffix);
    if (family.labelCount() > 0) {
      labels(family, sample);
      out.write('}');
    }
    value(value);
  }

  private void pointLine(
      ArrangedFamily family,
      ArrangedFamily.Walk sample,
      String suffix,
      String label,
      double point,
      double value)
      throws IOException {
    name(family.family());
    out.ascii(suffix);
    labels(family, sample);
    out.write(family.labelCount() > 0 ? ',' : '{');
    out.ascii(label);
    out.ascii("=\"");
    if (canonicalPoints) {
      NumberFormat.writeCanonical(point, out);
    } else {
      NumberFormat.write(point, out);
    }
    out.ascii("\"}");
    value(value);
  }

  /**
   * Whether {@link Family#opening} is to be used: made once for all pages, it is quickly written.
   */
  boolean hasOpening(Family family) {
    return keepsOpenings && family.hasPlainHelp();
  }

  private void name(Family family) throws IOException {
    if (hasOpening(family)) {
      // Copied quicker than from a text.
      out.bytes(family.opening(), Family.NAME_AT, Family.NAME_AT + family.name().length());
    } else {
      out.ascii(family.name());
    }
  }

  private void labels(ArrangedFamily family, ArrangedFamily.Walk sample) throws IOException {
    for (int label = 0; label < family.labelCount(); label++) {
      out.write(label == 0 ? '{' : ',');
      out.ascii(family.labelName(label));
      out.ascii("=\"");
      byte[] value = sample.labelBytes(label);
      if (family.hasPlainLabels()) {
        out.bytes(value, sample.labelStart(label), sample.labelEnd(label));
      } else {
        Escapes.quoted(value, sample.labelStart(label), sample.labelEnd(label), out);
      }
      out.write('"');
    }
  }

  private void value(double value) throws IOException {
    out.write(' ');
    NumberFormat.write(value, out);
    out.write('\n');
  }
}
