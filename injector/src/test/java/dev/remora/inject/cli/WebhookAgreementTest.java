package dev.remora.inject.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.json.JsonReader;
import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.manifest.Documents;
import dev.remora.inject.manifest.Entry;
import dev.remora.inject.manifest.Rewriter;
import dev.remora.inject.plan.PodKind;
import dev.remora.inject.webhook.Admitted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever labels a Pod gets what whoever runs the command line gets: each Pod template of the
 * examples, sent as the Pod that its controller would make, becomes the one that was expected.
 */
class WebhookAgreementTest {
  /**
   * Where the command line sees more than a Pod tells, or writes to a text; each with its reason.
   */
  private static final Set<String> ONLY_IN_TEXT = Set.of("unsupported_yaml");

  private static final Pattern CREATED = Pattern.compile(",\\\\\"created\\\\\":\\[[^\\]]*\\]");

  /** A Pod template before and after, and what the command line said of its workload. */
  private record Case(Entry entry, Map<String, Object> before, Map<String, Object> after) {}

  static List<Example> examples() throws IOException {
    return Example.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void thePodIsTheOneOfTheCommandLine(Example example) throws Exception {
    for (Case each : cases(example)) {
      Admitted admitted = Admitted.by(each.before(), Flags.settings(example.arguments()), Set.of());
      switch (kindOf(each.entry())) {
        case SAME ->
            assertThat(comparable(admitted.pod()))
                .as(each.entry().name())
                .isEqualTo(comparable(each.after()));
        case LEFT -> assertThat(admitted.pod()).as(each.entry().name()).isEqualTo(each.before());
        case MORE -> assertThat(admitted.outcome()).as(each.entry().name()).isEqualTo("injected");
      }
    }
  }

  /**
   * Without what the status tells of maps that were not there before: a Pod has metadata that its
   * template had not.
   */
  private static Object comparable(Object pod) throws Exception {
    String text = JsonWriter.compact(pod);
    return JsonReader.read(CREATED.matcher(text).replaceAll(""));
  }

  /** Else the rest would prove nothing. */
  @Test
  void mostExamplesAreCompared() throws Exception {
    int injected = 0;
    Set<String> reasons = new HashSet<>();
    for (Example example : Example.all()) {
      for (Case each : cases(example)) {
        injected += each.entry().change() == Entry.Change.ADDED ? 1 : 0;
        each.entry().reason().ifPresent(reasons::add);
      }
    }

    assertThat(injected).isGreaterThanOrEqualTo(60);
    assertThat(reasons).hasSizeGreaterThanOrEqualTo(12);
  }

  /** How the webhook's Pod relates to the command line's. */
  private enum Relation {
    /** They are equal. */
    SAME,
    /** The command line replaces an older sidecar; who only adds leaves it. */
    LEFT,
    /** The text had no place for lines; the object has. */
    MORE
  }

  private static Relation kindOf(Entry entry) {
    boolean noPlaceForLabel =
        entry.plan().findings().stream().anyMatch(each -> each.text().startsWith("no label "));
    if (noPlaceForLabel || entry.reason().filter(ONLY_IN_TEXT::contains).isPresent()) {
      return Relation.MORE;
    }
    return entry.change() == Entry.Change.REPLACED ? Relation.LEFT : Relation.SAME;
  }

  private static List<Case> cases(Example example) throws Exception {
    List<Map<String, Object>> inputs = objects(example.input());
    List<Map<String, Object>> outputs = objects(example.expected());
    List<Entry> entries = entries(example);
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Optional<Map<String, Object>> before = pod(inputs.get(i));
      if (before.isPresent()) {
        Map<String, Object> after = pod(outputs.get(i)).orElseThrow();
        cases.add(new Case(entries.get(i), before.get(), after));
      }
    }
    return cases;
  }

  private static List<Entry> entries(Example example) throws Exception {
    return Rewriter.inject(example.input(), Flags.settings(example.arguments())).entries();
  }

  /** Those of lists too, one by one. */
  private static List<Map<String, Object>> objects(String text) throws Exception {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Object document : Documents.of(text)) {
      add(document, objects);
    }
    return objects;
  }

  private static void add(Object document, List<Map<String, Object>> objects) {
    Map<String, Object> map = map(document);
    if (String.valueOf(map.get("kind")).endsWith("List")
        && map.get("items") instanceof List<?> items) {
      items.forEach(item -> add(item, objects));
    } else {
      objects.add(map);
    }
  }

  /** The Pod that a controller would make of an object; none if it makes none. */
  private static Optional<Map<String, Object>> pod(Map<String, Object> object) throws Exception {
    Optional<PodKind> kind =
        PodKind.of(String.valueOf(object.get("apiVersion")), String.valueOf(object.get("kind")));
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> template = map(kind.get().template().in(object).orElse(Map.of()));
    Map<String, Object> pod = new LinkedHashMap<>(template);
    pod.put("apiVersion", "v1");
    pod.put("kind", "Pod");
    if (kind.get() != PodKind.POD) {
      Map<String, Object> metadata =
          new LinkedHashMap<>(map(pod.getOrDefault("metadata", Map.of())));
      String owner = kind.get().ends() ? "Job" : kind.get().text();
      metadata.put("ownerReferences", List.of(Map.of("kind", owner, "name", "owner")));
      pod.put("metadata", metadata);
    }
    return Optional.of(map(JsonReader.read(JsonWriter.compact(pod))));
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> any) {
      any.forEach((key, each) -> map.put(String.valueOf(key), each));
    }
    return map;
  }
}
