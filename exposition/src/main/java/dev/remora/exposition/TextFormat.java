package dev.remora.exposition;

import dev.remora.metric.Arranged;
import dev.remora.metric.Family;
import dev.remora.metric.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The Prometheus text format, version 0.0.4. */
public final class TextFormat {
  private final ByteWriter out;
  private final SampleLines lines;

  private TextFormat(ByteWriter out, Page page) {
    this.out = out;
    this.lines = SampleLines.withShortestPoints(out, page);
  }

  /** Writes the whole page; flushing and closing the stream stays with the caller. */
  public static void write(Page page, OutputStream stream) throws IOException {
    ByteWriter out = new ByteWriter(stream);
    TextFormat format = new TextFormat(out, page);
    for (Arranged family : page.families()) {
      format.head(family.family());
      format.lines.write(family);
    }
    out.drain();
  }

  private void head(Family family) throws IOException {
    if (lines.hasOpening(family)) {
      out.bytes(family.opening());
    } else {
      out.ascii("# HELP ");
      out.ascii(family.name());
      out.write(' ');
      if (family.hasPlainHelp()) {
        out.ascii(family.help());
      } else {
        Escapes.line(family.help().getBytes(StandardCharsets.UTF_8), out);
      }
      out.ascii("\n# TYPE ");
      out.ascii(family.name());
      out.write(' ');
    }
    out.ascii(
        switch (family.type()) {
          case COUNTER -> "counter\n";
          case GAUGE -> "gauge\n";
          case UNTYPED -> "untyped\n";
          case HISTOGRAM -> "histogram\n";
          case SUMMARY -> "summary\n";
        });
  }
}
