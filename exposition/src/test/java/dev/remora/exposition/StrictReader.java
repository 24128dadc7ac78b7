package dev.remora.exposition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a page and takes nothing that {@link TextFormat} would not write: one space where one is
 * due, help and type before samples, no family, label or sample twice, no unknown escape.
 */
final class StrictReader {
  private static final Pattern METRIC_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?(e[+-][0-9]{2,3})?|NaN|[+-]Inf");

  private final String text;
  private int at;

  private StrictReader(String text) {
    this.text = text;
  }

  static ReadPage read(String text) {
    StrictReader reader = new StrictReader(text);
    List<ReadPage.Family> families = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (reader.at < text.length()) {
      ReadPage.Family family = reader.family();
      if (!names.add(family.name())) {
        throw reader.wrong("family twice: " + family.name());
      }
      families.add(family);
    }
    return new ReadPage(families);
  }

  private ReadPage.Family family() {
    expect("# HELP ");
    String name = name(METRIC_NAME);
    expect(" ");
    String help = escapedUntil('\n', "\\n");
    expect("# TYPE ");
    expect(name);
    expect(" ");
    String type = escapedUntil('\n', "");
    List<ReadPage.Line> lines = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (at < text.length() && text.charAt(at) != '#') {
      ReadPage.Line line = line();
      if (!belongs(line, name, type)) {
        throw wrong("not a sample of " + type + " " + name + ": " + line);
      }
      if (!seen.add(line.name() + line.labels())) {
        throw wrong("sample twice: " + line);
      }
      lines.add(line);
    }
    if (lines.isEmpty()) {
      throw wrong("family without samples: " + name);
    }
    return new ReadPage.Family(name, type, help, List.copyOf(lines));
  }

  private boolean belongs(ReadPage.Line line, String family, String type) {
    boolean sumOrCount =
        line.name().equals(family + "_sum") || line.name().equals(family + "_count");
    return switch (type) {
      case "counter", "gauge", "untyped" -> line.name().equals(family);
      case "histogram" ->
          sumOrCount || (line.name().equals(family + "_bucket") && ends(line, "le"));
      case "summary" -> sumOrCount || (line.name().equals(family) && ends(line, "quantile"));
      default -> throw wrong("unknown type " + type);
    };
  }

  private static boolean ends(ReadPage.Line line, String label) {
    return !line.labels().isEmpty() && line.labels().getLast().name().equals(label);
  }

  private ReadPage.Line line() {
    String name = name(METRIC_NAME);
    List<ReadPage.Label> labels = new ArrayList<>();
    Set<String> names = new HashSet<>();
    if (skip("{")) {
      do {
        String label = name(LABEL_NAME);
        if (!names.add(label)) {
          throw wrong("label twice: " + label);
        }
        expect("=\"");
        labels.add(new ReadPage.Label(label, escapedUntil('"', "\\\"n")));
      } while (skip(","));
      expect("}");
    }
    expect(" ");
    double value = number(name(NUMBER));
    expect("\n");
    return new ReadPage.Line(name, List.copyOf(labels), value);
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private String name(Pattern pattern) {
    var matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw wrong("expected " + pattern);
    }
    at = matcher.end();
    return matcher.group();
  }

  /** Reads to the end mark and past it; after a backslash takes only the given characters. */
  private String escapedUntil(char end, String escapes) {
    StringBuilder value = new StringBuilder();
    while (true) {
      char c = next();
      if (c == end) {
        return value.toString();
      }
      if (c == '\n') {
        throw wrong("the line ends in the middle");
      }
      if (c == '\\') {
        char escaped = next();
        if (escapes.indexOf(escaped) < 0) {
          throw wrong("no such escape: " + escaped);
        }
        c = escaped == 'n' ? '\n' : escaped;
      }
      value.append(c);
    }
  }

  private char next() {
    if (at == text.length()) {
      throw wrong("the page ends in the middle");
    }
    return text.charAt(at++);
  }

  private boolean skip(String token) {
    boolean found = text.startsWith(token, at);
    at += found ? token.length() : 0;
    return found;
  }

  private void expect(String token) {
    if (!skip(token)) {
      throw wrong("expected \"" + token + "\"");
    }
  }

  private AssertionError wrong(String what) {
    String around = text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 20));
    return new AssertionError(what + " at " + at + ", around: " + around);
  }
}
