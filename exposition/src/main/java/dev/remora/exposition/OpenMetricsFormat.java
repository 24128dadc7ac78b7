package dev.remora.exposition;

import dev.remora.metric.Arranged;
import dev.remora.metric.Family;
import dev.remora.metric.MetricType;
import dev.remora.metric.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The OpenMetrics text format, version 1.0. Its series are those of {@link TextFormat}: a counter
 * whose name this format would have to change is served as a family of unknown type.
 */
final class OpenMetricsFormat {
  private static final String COUNTER_SUFFIX = "_total";
  private static final String CREATED_SUFFIX = "_created";

  private final ByteWriter out;
  private final List<Arranged> families;
  private final SampleLines lines;

  private OpenMetricsFormat(ByteWriter out, Page page) {
    this.out = out;
    this.families = page.families();
    this.lines = SampleLines.withCanonicalPoints(out, page);
  }

  static void write(Page page, OutputStream stream) throws IOException {
    ByteWriter out = new ByteWriter(stream);
    OpenMetricsFormat format = new OpenMetricsFormat(out, page);
    for (int i = 0; i < format.families.size(); i++) {
      format.head(i);
      format.lines.write(format.families.get(i));
    }
    out.ascii("# EOF\n");
    out.drain();
  }

  private void head(int place) throws IOException {
    Family family = families.get(place).family();
    boolean counter = isCounter(place);
    if (!counter && lines.hasOpening(family)) {
      out.bytes(family.opening());
    } else {
      // The family of a counter is named without what its samples end in.
      String name =
          counter
              ? family.name().substring(0, family.name().length() - COUNTER_SUFFIX.length())
              : family.name();
      out.ascii("# HELP ");
      out.ascii(name);
      out.write(' ');
      if (family.hasPlainHelp()) {
        out.ascii(family.help());
      } else {
        byte[] help = family.help().getBytes(StandardCharsets.UTF_8);
        Escapes.quoted(help, 0, help.length, out);
      }
      out.ascii("\n# TYPE ");
      out.ascii(name);
      out.write(' ');
    }
    out.ascii(
        switch (family.type()) {
          case COUNTER -> counter ? "counter\n" : "unknown\n";
          case GAUGE -> "gauge\n";
          case UNTYPED -> "unknown\n";
          case HISTOGRAM -> "histogram\n";
          case SUMMARY -> "summary\n";
        });
  }

  /** Whether the family can be a counter here: its names are its own, and end as they must. */
  private boolean isCounter(int place) {
    Family family = families.get(place).family();
    int length = family.name().length() - COUNTER_SUFFIX.length();
    if (family.type() != MetricType.COUNTER
        || length <= 0
        || !family.name().endsWith(COUNTER_SUFFIX)) {
      return false;
    }
    String name = family.name().substring(0, length);
    return isFree(name, place) && isFree(name.concat(CREATED_SUFFIX), place);
  }

  /** Whether no family before this place has the name; they are sorted by name. */
  private boolean isFree(String name, int place) {
    int low = 0;
    int high = place;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = families.get(middle).family().name().compareTo(name);
      if (order == 0) {
        return false;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return true;
  }
}
