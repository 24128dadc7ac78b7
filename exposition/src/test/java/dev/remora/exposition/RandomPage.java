package dev.remora.exposition;

import dev.remora.metric.Family;
import dev.remora.metric.FamilyBuffer;
import dev.remora.metric.MetricType;
import dev.remora.metric.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A page of random families, and what a reader should see of it, worked out in the plainest way.
 * Names and helps are such that promtool's linter finds nothing to say.
 */
final class RandomPage {
  private static final List<MetricType> TYPES = List.of(MetricType.values());
  private static final List<String> LABELS = List.of("a", "b", "b_", "_b", "schema", "z9");
  // Drawn one char at a time: pairs of surrogates come together only by chance.
  private static final String NASTY =
      "ab \"\"\\\\\n\nn\r\t\u0000\u007F{},=#'1\u0085\u2028é日\uFFFD\uFFFF\uD83D\uDE00\uDBFF";
  private static final Comparator<List<ReadPage.Label>> BY_CODE_POINTS =
      (left, right) -> {
        for (int i = 0; i < left.size(); i++) {
          int order = Arrays.compare(codePoints(left.get(i)), codePoints(right.get(i)));
          if (order != 0) {
            return order;
          }
        }
        return 0;
      };

  private final Random random;
  private final String prefix;
  private final List<Samples> sources = List.of(new Samples(), new Samples());
  private final Map<String, ReadPage.Family> expected = new TreeMap<>();

  RandomPage(long seed) {
    random = new Random(seed);
    prefix = "random_" + (char) ('a' + random.nextInt(26)) + seed;
    for (int families = 1 + random.nextInt(8); families > 0; families--) {
      addFamily();
    }
  }

  List<Samples> sources() {
    return sources;
  }

  /** The families by name, which have to be the families of the page. */
  ReadPage expected() {
    return new ReadPage(List.copyOf(expected.values()));
  }

  private void addFamily() {
    MetricType type = TYPES.get(random.nextInt(TYPES.size()));
    String suffix = type == MetricType.COUNTER ? "_total" : "";
    String name = prefix + "_" + Integer.toString(random.nextInt(1 << 30), 36) + "x" + suffix;
    List<String> labels = new ArrayList<>(LABELS);
    Collections.shuffle(labels, random);
    Family family = new Family(name, type, "Help" + text(6), labels.subList(0, random.nextInt(4)));
    FamilyBuffer buffer = sources.get(random.nextInt(sources.size())).family(family);
    Map<List<ReadPage.Label>, List<ReadPage.Line>> lines = new TreeMap<>(BY_CODE_POINTS);
    for (int samples = 1 + random.nextInt(12); samples > 0; samples--) {
      addSample(family, buffer, lines);
    }
    if (lines.isEmpty()) {
      // Every sample was abandoned, and a page shows no family without samples.
      return;
    }
    String typeName = type.name().toLowerCase(Locale.ROOT);
    List<ReadPage.Line> all = lines.values().stream().flatMap(List::stream).toList();
    expected.put(name, new ReadPage.Family(name, typeName, wellFormed(family.help(), '?'), all));
  }

  private void addSample(
      Family family, FamilyBuffer buffer, Map<List<ReadPage.Label>, List<ReadPage.Line>> lines) {
    List<ReadPage.Label> labels = new ArrayList<>();
    for (String label : family.labels()) {
      // Short texts, so that some samples come twice.
      String value = text(3);
      buffer.label(value);
      labels.add(new ReadPage.Label(label, wellFormed(value, '\uFFFD')));
    }
    if (random.nextInt(10) == 0) {
      buffer.abandon();
      return;
    }
    labels.sort(Comparator.comparing(ReadPage.Label::name));
    String name = family.name();
    List<ReadPage.Line> sample = new ArrayList<>();
    switch (family.type()) {
      case COUNTER, GAUGE, UNTYPED -> {
        double value = number();
        buffer.value(value);
        sample.add(line(name, labels, value));
      }
      case HISTOGRAM, SUMMARY -> {
        boolean histogram = family.type() == MetricType.HISTOGRAM;
        double[] points = points(histogram);
        double[] at = random.doubles(points.length).map(ignored -> number()).toArray();
        double count = random.nextInt(1_000_000);
        double sum = number();
        buffer.distribution(count, sum, points, at);
        String pointName = histogram ? name + "_bucket" : name;
        String pointLabel = histogram ? "le" : "quantile";
        for (int i = 0; i < points.length; i++) {
          sample.add(line(pointName, with(labels, pointLabel, points[i]), at[i]));
        }
        boolean infinite = points.length > 0 && points[points.length - 1] > Double.MAX_VALUE;
        if (histogram && !infinite) {
          sample.add(line(pointName, with(labels, "le", Double.POSITIVE_INFINITY), count));
        }
        sample.add(line(name + "_sum", labels, sum));
        sample.add(line(name + "_count", labels, count));
      }
    }
    lines.putIfAbsent(labels, sample);
  }

  private double[] points(boolean histogram) {
    double[] points = random.doubles(random.nextInt(5)).sorted().distinct().toArray();
    if (histogram && random.nextBoolean()) {
      points = Arrays.copyOf(points, points.length + 1);
      points[points.length - 1] = Double.POSITIVE_INFINITY;
    }
    return points;
  }

  private double number() {
    return switch (random.nextInt(6)) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> random.nextLong() >> random.nextInt(64);
      case 2 -> random.nextGaussian();
      case 3 -> List.of(Double.NaN, 1 / 0.0, -1 / 0.0, 0.0, -0.0).get(random.nextInt(5));
      default -> random.nextInt(100);
    };
  }

  private String text(int longest) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(longest + 1); length > 0; length--) {
      text.append(NASTY.charAt(random.nextInt(NASTY.length())));
    }
    return text.toString();
  }

  private static ReadPage.Line line(String name, List<ReadPage.Label> labels, double value) {
    // The page has one zero; adding it makes the negative one positive.
    return new ReadPage.Line(name, List.copyOf(labels), value + 0.0);
  }

  private static List<ReadPage.Label> with(List<ReadPage.Label> labels, String name, double point) {
    List<ReadPage.Label> more = new ArrayList<>(labels);
    String text = point > Double.MAX_VALUE ? "+Inf" : ShortestDecimal.text(point);
    more.add(new ReadPage.Label(name, text));
    return more;
  }

  private static int[] codePoints(ReadPage.Label label) {
    return label.value().codePoints().toArray();
  }

  private static String wellFormed(String text, char replacement) {
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? replacement : c)
        .forEach(result::appendCodePoint);
    return result.toString();
  }
}
