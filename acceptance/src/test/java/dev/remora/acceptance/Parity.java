package dev.remora.acceptance;

import dev.remora.servers.Exposition;
import dev.remora.servers.Exposition.Family;
import dev.remora.servers.Exposition.Sample;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares a page of ours with two of the reference, of which one was made before ours and one
 * after it.
 *
 * <p>Names, types, label sets, escaping and the order of everything must be the same. A series
 * whose value stood still between the two must have the same value in ours, character for
 * character; one that moved must lie between them. HELP texts, the families of the process itself
 * and those that the reference does not have are not compared.
 */
final class Parity {
  private static final Pattern OF_THE_PROCESS = Pattern.compile("(go|process|promhttp|jvm)_.*");
  private static final Set<String> OURS_ALONE =
      Set.of("mysql_exporter_collector_dropped_samples_total");
  private static final String DURATION = "mysql_exporter_collector_duration_seconds";
  private static final String BUILD_INFO = "mysqld_exporter_build_info";

  private final Exposition before;
  private final Exposition ours;
  private final Exposition after;
  private final List<Allowance> allowances;
  private final SequencedMap<String, String> differences = new TreeMap<>();

  private Parity(Exposition before, Exposition ours, Exposition after, List<Allowance> allowances) {
    this.before = before.only(Parity::isCompared);
    this.ours = ours.only(Parity::isCompared);
    this.after = after.only(Parity::isCompared);
    this.allowances = allowances;
  }

  /** Each difference by what differs; empty when there is none. */
  static SequencedMap<String, String> differences(
      Exposition before, Exposition ours, Exposition after, List<Allowance> allowances) {
    Parity parity = new Parity(before, ours, after, allowances);
    parity.compareFamilies();
    parity.compareSeries();
    parity.compareValues();
    return parity.differences;
  }

  /** Whether the family is one that both are to have. */
  static boolean isCompared(Family family) {
    return !OURS_ALONE.contains(family.name()) && !OF_THE_PROCESS.matcher(family.name()).matches();
  }

  private void compareFamilies() {
    compare("family", Family::name, families(before), families(ours), families(after));
    Map<String, String> types =
        before.families().stream().collect(Collectors.toMap(Family::name, Family::type));
    for (Family family : ours.families()) {
      String type = types.getOrDefault(family.name(), family.type());
      if (!type.equals(family.type())) {
        differences.put("type of " + family.name(), type + " there, " + family.type() + " here");
      }
    }
  }

  private void compareSeries() {
    compare("series", Function.identity(), series(before), series(ours), series(after));
  }

  /**
   * The same things in the same order; one that only one of the reference's pages has may be in
   * ours.
   */
  private <T> void compare(
      String what, Function<T, String> name, List<T> first, List<T> middle, List<T> last) {
    SequencedSet<String> early = names(first, name);
    SequencedSet<String> here = names(middle, name);
    SequencedSet<String> late = names(last, name);
    early.stream()
        .filter(late::contains)
        .filter(Predicate.not(here::contains))
        .filter(Predicate.not(this::isAllowedToGo))
        .forEach(missing -> differences.put(what + " " + missing, "missing"));
    here.stream()
        .filter(Predicate.not(early::contains))
        .filter(Predicate.not(late::contains))
        .filter(Predicate.not(this::isAllowedToGo))
        .forEach(extra -> differences.put(what + " " + extra, "not in the reference"));
    List<String> common = here.stream().filter(early::contains).toList();
    List<String> expected = early.stream().filter(here::contains).toList();
    for (int i = 0; i < common.size(); i++) {
      if (!common.get(i).equals(expected.get(i))) {
        differences.put(
            "order of " + what, "%s where %s is due".formatted(common.get(i), expected.get(i)));
        return;
      }
    }
  }

  private static <T> SequencedSet<String> names(List<T> things, Function<T, String> name) {
    return things.stream().map(name).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void compareValues() {
    Map<String, String> early = values(before);
    Map<String, String> late = values(after);
    for (Sample sample : ours.samples().toList()) {
      String first = early.get(sample.series());
      String last = late.get(sample.series());
      if (!CanonicalNumber.text(sample.number()).equals(sample.value())) {
        differences.put("number of " + sample.series(), "written as " + sample.value());
      } else if (first != null && last != null && !agrees(sample, first, last)) {
        differences.put(
            "value of " + sample.series(),
            "%s there, then %s here, then %s there".formatted(first, sample.value(), last));
      }
    }
  }

  private boolean agrees(Sample sample, String first, String last) {
    if (sample.name().equals(DURATION)) {
      return true;
    }
    if (sample.value().equals(first) || sample.value().equals(last)) {
      return true;
    }
    double tolerance = allowance(sample.series()).map(Allowance::tolerance).orElse(0.0);
    double one = Double.parseDouble(first);
    double other = Double.parseDouble(last);
    boolean stoodStill = first.equals(last);
    return (!stoodStill || tolerance > 0)
        && sample.number() >= Math.min(one, other) - tolerance
        && sample.number() <= Math.max(one, other) + tolerance;
  }

  /**
   * A series that may be off may be absent, too: some are there only while they count something.
   */
  private boolean isAllowedToGo(String series) {
    return allowance(series).isPresent();
  }

  private Optional<Allowance> allowance(String series) {
    return allowances.stream()
        .filter(allowance -> allowance.series().matcher(series).matches())
        .findFirst();
  }

  private static Map<String, String> values(Exposition page) {
    return page.samples().collect(Collectors.toMap(Parity::identity, Sample::value));
  }

  private static List<Family> families(Exposition page) {
    return page.families();
  }

  private static List<String> series(Exposition page) {
    return page.samples().map(Parity::identity).toList();
  }

  /** The series as it is written; of the build information only the names of its labels. */
  private static String identity(Sample sample) {
    return sample.name().equals(BUILD_INFO)
        ? BUILD_INFO + " with labels " + String.join(",", sample.labels().keySet())
        : sample.series();
  }
}
