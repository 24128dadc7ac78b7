package dev.remora.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A page in the Prometheus text format 0.0.4, in the order in which it was written. */
public record Exposition(List<Family> families) {
  public Exposition {
    families = List.copyOf(families);
  }

  /** All samples of one name. */
  public record Family(String name, String type, List<Sample> samples) {
    public Family {
      samples = List.copyOf(samples);
    }
  }

  /** One line: {@code series} is all of it before the blank and the value, as it was written. */
  public record Sample(
      String series, String name, SequencedMap<String, String> labels, String value) {
    public double number() {
      return switch (value) {
        case "+Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(value);
      };
    }
  }

  /**
   * Reads a page strictly: anything that the format does not allow is an error that names the line.
   */
  public static Exposition parse(String page) {
    return new ExpositionParser(page).parse();
  }

  public Exposition only(Predicate<Family> wanted) {
    return new Exposition(families.stream().filter(wanted).toList());
  }

  public Stream<Sample> samples() {
    return families.stream().flatMap(family -> family.samples().stream());
  }

  /** The value of a series given as it is written, such as {@code mysql_up}. */
  public Optional<String> value(String series) {
    return samples()
        .filter(sample -> sample.series().equals(series))
        .map(Sample::value)
        .findFirst();
  }

  public List<String> names() {
    return new ArrayList<>(families.stream().map(Family::name).toList());
  }
}
