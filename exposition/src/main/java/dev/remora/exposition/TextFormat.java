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

/** The Prometheus text format, version 0.0.4. */
public final class TextFormat {
  /** The media type, as the reference exporter names it. */
  public static final String CONTENT_TYPE =
      "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

  private final ByteWriter out;

  private TextFormat(ByteWriter out) {
    this.out = out;
  }

  /** Writes the whole page; flushing and closing the stream stays with the caller. */
  public static void write(Page page, OutputStream stream) throws IOException {
    ByteWriter out = new ByteWriter(stream);
    TextFormat format = new TextFormat(out);
    for (Arranged family : page.families()) {
      format.head(family.family());
      format.samples(family);
    }
    out.drain();
  }

  private void head(Family family) throws IOException {
    out.ascii("# HELP ");
    out.ascii(family.name());
    out.write(' ');
    if (family.hasPlainHelp()) {
      out.ascii(family.help());
    } else {
      help(family.help());
    }
    out.ascii("\n# TYPE ");
    out.ascii(family.name());
    out.ascii(
        switch (family.type()) {
          case COUNTER -> " counter\n";
          case GAUGE -> " gauge\n";
          case UNTYPED -> " untyped\n";
          case HISTOGRAM -> " histogram\n";
          case SUMMARY -> " summary\n";
        });
  }

  // Not a switch: one over types makes classes at run time.
  private void samples(Arranged arranged) throws IOException {
    if (arranged instanceof LoneSample lone) {
      out.ascii(lone.family().name());
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
    out.ascii(family.family().name());
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
    out.ascii(family.family().name());
    out.ascii(suffix);
    labels(family, sample);
    out.write(family.labelCount() > 0 ? ',' : '{');
    out.ascii(label);
    out.ascii("=\"");
    NumberFormat.write(point, out);
    out.ascii("\"}");
    value(value);
  }

  private void labels(ArrangedFamily family, ArrangedFamily.Walk sample) throws IOException {
    for (int label = 0; label < family.labelCount(); label++) {
      out.write(label == 0 ? '{' : ',');
      out.ascii(family.labelName(label));
      out.ascii("=\"");
      labelValue(sample.labelBytes(label), sample.labelStart(label), sample.labelEnd(label));
      out.write('"');
    }
  }

  private void value(double value) throws IOException {
    out.write(' ');
    NumberFormat.write(value, out);
    out.write('\n');
  }

  private void labelValue(byte[] utf8, int start, int end) throws IOException {
    int plain = start;
    for (int i = start; i < end; i++) {
      byte b = utf8[i];
      if (b == '"' || b == '\\' || b == '\n') {
        out.bytes(utf8, plain, i);
        out.ascii(b == '"' ? "\\\"" : b == '\n' ? "\\n" : "\\\\");
        plain = i + 1;
      }
    }
    out.bytes(utf8, plain, end);
  }

  private void help(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int plain = 0;
    for (int i = 0; i < utf8.length; i++) {
      byte b = utf8[i];
      if (b == '\\' || b == '\n') {
        out.bytes(utf8, plain, i);
        out.ascii(b == '\n' ? "\\n" : "\\\\");
        plain = i + 1;
      }
    }
    out.bytes(utf8, plain, utf8.length);
  }
}
