package dev.remora.metric;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A metric family: what all its samples have in common. */
public final class Family {
  private static final String HELP = "# HELP ";

  /** Where the name starts in {@link #opening}. */
  public static final int NAME_AT = HELP.length();

  private final String name;
  private final MetricType type;
  private final String help;
  private final List<String> labels;
  private final boolean plainHelp;
  // Made when it is first served, by any thread, and seen whole by all.
  private @Nullable Opening opening;

  @SuppressWarnings("ArrayRecordComponent")
  private record Opening(byte[] ascii) {}

  /**
   * Checks the names; the label that a distribution adds by itself cannot be given.
   *
   * @param name the name in the classic grammar, for example {@code mysql_up}
   * @param type the type, which decides the shape of the samples
   * @param help one line for people; any text
   * @param labels the label names, in the order in which samples give their values
   */
  public Family(String name, MetricType type, String help, List<String> labels) {
    if (!Names.isMetricName(name)) {
      throw new IllegalArgumentException("not a metric name: \"%s\"".formatted(name));
    }
    this.name = name;
    this.type = type;
    this.help = help;
    this.labels = List.copyOf(labels);
    this.plainHelp = isPlain(help);
    checkLabels();
  }

  /** A family of type {@link MetricType#COUNTER}. */
  public static Family counter(String name, String help, String... labels) {
    return new Family(name, MetricType.COUNTER, help, List.of(labels));
  }

  /** A family of type {@link MetricType#GAUGE}. */
  public static Family gauge(String name, String help, String... labels) {
    return new Family(name, MetricType.GAUGE, help, List.of(labels));
  }

  /** A family of type {@link MetricType#UNTYPED}. */
  public static Family untyped(String name, String help, String... labels) {
    return new Family(name, MetricType.UNTYPED, help, List.of(labels));
  }

  /** A family of type {@link MetricType#HISTOGRAM}. */
  public static Family histogram(String name, String help, String... labels) {
    return new Family(name, MetricType.HISTOGRAM, help, List.of(labels));
  }

  /** A family of type {@link MetricType#SUMMARY}. */
  public static Family summary(String name, String help, String... labels) {
    return new Family(name, MetricType.SUMMARY, help, List.of(labels));
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The type. */
  public MetricType type() {
    return type;
  }

  /** One line for people. */
  public String help() {
    return help;
  }

  /** The label names, in the order in which samples give their values. */
  public List<String> labels() {
    return labels;
  }

  /** Whether the help is ASCII that no format has to escape. */
  public boolean hasPlainHelp() {
    return plainHelp;
  }

  /**
   * How text formats begin a family whose help is plain, in ASCII: {@code # HELP}, the name and the
   * help, then on the next line {@code # TYPE}, the name and a space. The name starts at {@link
   * #NAME_AT}. Kept, since a page has hundreds of families with hardly anything else; only for
   * reading.
   */
  public byte[] opening() {
    Opening made = opening;
    if (made == null) {
      String text = HELP.concat(name).concat(" ").concat(help).concat("\n# TYPE ").concat(name);
      made = new Opening(text.concat(" ").getBytes(StandardCharsets.US_ASCII));
      opening = made;
    }
    return made.ascii;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Family family
        && name.equals(family.name)
        && type == family.type
        && help.equals(family.help)
        && labels.equals(family.labels);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return type + " " + name + labels;
  }

  private void checkLabels() {
    String reserved =
        switch (type) {
          case HISTOGRAM -> "le";
          case SUMMARY -> "quantile";
          case COUNTER, GAUGE, UNTYPED -> "";
        };
    for (String label : labels) {
      if (!Names.isLabelName(label) || label.equals(reserved)) {
        throw new IllegalArgumentException(
            "%s cannot have a label named \"%s\"".formatted(name, label));
      }
    }
    if (labels.size() > 1 && new HashSet<>(labels).size() != labels.size()) {
      throw new IllegalArgumentException(
          "%s takes labels %s, one of them twice".formatted(name, labels));
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '\\' || c == '"') {
        return false;
      }
    }
    return true;
  }
}
