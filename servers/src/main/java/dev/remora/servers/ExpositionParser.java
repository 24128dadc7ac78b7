package dev.remora.servers;

import dev.remora.servers.Exposition.Family;
import dev.remora.servers.Exposition.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one page. Every family must have HELP, TYPE and at least one sample, in this order, once.
 */
public final class ExpositionParser {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|untyped|histogram|summary)");
  private static final Pattern SAMPLE =
      Pattern.compile("((" + NAME + ")(?:\\{(.*)})?) ([^ {}\"]+)");
  // A quote inside a label's value is escaped, so the first one that is not ends it.
  private static final Pattern LABEL =
      Pattern.compile(
          "([a-zA-Z_][a-zA-Z0-9_]*)=\"([^\"\\\\]*+(?:\\\\[\\\\n\"][^\"\\\\]*+)*+)\"(?:,|$)");
  private static final Pattern NUMBER =
      Pattern.compile("NaN|[+-]Inf|-?[0-9]+(\\.[0-9]+)?(e[+-][0-9]{2,3})?");

  private final String page;
  private final Map<String, Family> families = new LinkedHashMap<>();
  private final Set<String> series = new HashSet<>();
  private String help = "";
  private String name = "";
  private String type = "";
  private List<Sample> samples = new ArrayList<>();

  ExpositionParser(String page) {
    this.page = page;
  }

  public Exposition parse() {
    if (!page.endsWith("\n")) {
      throw new IllegalArgumentException("the page's last line does not end");
    }
    // Not String.lines(): a carriage return belongs to a label's value.
    for (String line : page.substring(0, page.length() - 1).split("\n", -1)) {
      read(line);
    }
    finishFamily();
    return new Exposition(List.copyOf(families.values()));
  }

  private void read(String line) {
    Matcher helped = HELP.matcher(line);
    Matcher typed = TYPE.matcher(line);
    Matcher sampled = SAMPLE.matcher(line);
    if (helped.matches()) {
      finishFamily();
      help = helped.group(1);
    } else if (typed.matches()) {
      check(help.equals(typed.group(1)) && name.isEmpty(), "TYPE without HELP before it", line);
      name = typed.group(1);
      type = typed.group(2);
    } else if (sampled.matches()) {
      check(belongs(sampled.group(2)), "sample outside of its family", line);
      check(NUMBER.matcher(sampled.group(4)).matches(), "not a number", line);
      check(series.add(sampled.group(1)), "the same series twice", line);
      String labels = sampled.group(3) == null ? "" : sampled.group(3);
      samples.add(
          new Sample(sampled.group(1), sampled.group(2), labels(labels, line), sampled.group(4)));
    } else {
      throw new IllegalArgumentException("neither HELP, TYPE nor a sample: " + line);
    }
  }

  private boolean belongs(String sample) {
    List<String> suffixes =
        switch (type) {
          case "histogram" -> List.of("_bucket", "_sum", "_count");
          case "summary" -> List.of("", "_sum", "_count");
          default -> List.of("");
        };
    return !name.isEmpty() && suffixes.stream().anyMatch(suffix -> sample.equals(name + suffix));
  }

  private static SequencedMap<String, String> labels(String text, String line) {
    SequencedMap<String, String> labels = new LinkedHashMap<>();
    Matcher label = LABEL.matcher(text);
    int read = 0;
    while (read < text.length() && label.find(read) && label.start() == read) {
      String before = labels.put(label.group(1), unescape(label.group(2)));
      check(before == null, "the same label twice", line);
      read = label.end();
    }
    check(read == text.length() && !text.endsWith(","), "malformed labels", line);
    return labels;
  }

  private static String unescape(String text) {
    return Pattern.compile("\\\\(.)")
        .matcher(text)
        .replaceAll(escape ->
            Matcher.quoteReplacement(escape.group(1).equals("n") ? "\n" : escape.group(1)));
  }

  private void finishFamily() {
    if (help.isEmpty()) {
      return;
    }
    check(!samples.isEmpty(), "no sample in the family", help);
    check(!families.containsKey(name), "the same family twice", name);
    families.put(name, new Family(name, type, samples));
    samples = new ArrayList<>();
    help = "";
    name = "";
    type = "";
  }

  private static void check(boolean right, String mistake, String line) {
    if (!right) {
      throw new IllegalArgumentException(mistake + ": " + line);
    }
  }
}
