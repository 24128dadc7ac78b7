package dev.remora.collector;

import dev.remora.metric.Family;
import dev.remora.metric.MetricType;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Version;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is known of a collector before it runs: for the flags, the plan, the log and the
 * documentation.
 *
 * @param name the name behind {@code --collect.}
 * @param about one sentence for people
 * @param byDefault whether it runs unless told otherwise
 * @param since the first server version that has what it reads
 * @param source what it reads
 * @param settings what a user may choose
 * @param families the families that it can serve
 * @param named the families whose names the server decides
 */
public record Facts(
    String name,
    String about,
    Default byDefault,
    Version since,
    Source source,
    List<Setting> settings,
    List<Family> families,
    List<Named> named) {

  /**
   * Families whose names or labels the server decides.
   *
   * @param pattern the name, with what the server decides between angle brackets
   * @param type the type of all of them
   * @param labels the label names, likewise
   */
  public record Named(String pattern, MetricType type, List<String> labels) {
    /** Copies the list. */
    public Named {
      labels = List.copyOf(labels);
    }
  }

  /** Copies the lists. */
  public Facts {
    settings = List.copyOf(settings);
    families = List.copyOf(families);
    named = List.copyOf(named);
  }

  /** A collector that is off by default. */
  public static Facts of(String name, String about, Version since, Source source) {
    return new Facts(name, about, Default.OFF, since, source, List.of(), List.of(), List.of());
  }

  /** It runs unless told otherwise. */
  public Facts onByDefault() {
    return new Facts(name, about, Default.ON, since, source, settings, families, named);
  }

  /** A user may choose these. */
  public Facts takes(Setting... choices) {
    return new Facts(name, about, byDefault, since, source, List.of(choices), families, named);
  }

  /** It can serve these families, besides those said before. */
  public Facts serves(Family... more) {
    return serves(List.of(more));
  }

  /** It can serve these families, besides those said before. */
  public Facts serves(List<Family> more) {
    List<Family> all = Stream.concat(families.stream(), more.stream()).distinct().toList();
    return new Facts(name, about, byDefault, since, source, settings, all, named);
  }

  /** It can serve families whose names or labels the server decides. */
  public Facts servesNamed(MetricType type, String pattern, String... labels) {
    Stream<Named> more = Stream.of(new Named(pattern, type, List.of(labels)));
    List<Named> all = Stream.concat(named.stream(), more).toList();
    return new Facts(name, about, byDefault, since, source, settings, families, all);
  }

  /** Whether the server is one that it can work with. */
  public boolean applyTo(ServerIdentity server) {
    return server.version().isAtLeast(since);
  }
}
