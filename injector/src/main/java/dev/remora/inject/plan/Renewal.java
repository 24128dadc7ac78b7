package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan for a workload that may have a sidecar of ours, of another version or with other settings:
 * that one is taken away before the new one is added.
 *
 * @param plan what becomes of the workload
 * @param removals what is taken away first, in the order in which it can be; none where nothing is
 *     added
 */
public record Renewal(Plan plan, List<Pointer> removals) {
  private static final Pointer STATUS = Pointer.of("metadata", "annotations", Names.STATUS);

  /** Copies the list. */
  public Renewal {
    removals = List.copyOf(removals);
  }

  /**
   * What becomes of a workload. One whose sidecar is what would be added stays as it is, and so
   * does one that, without its sidecar, would get none.
   */
  public static Renewal of(Workload workload, Settings settings) throws ShapeException {
    Plan plan = Planner.plan(workload, settings);
    Map<String, Object> template = workload.template();
    List<Pointer> removals =
        Status.read(template).map(status -> status.removals(template)).orElse(List.of());
    boolean present = plan.decision() instanceof Decision.AlreadyThere;
    if (removals.isEmpty() || !(present || plan.decision() instanceof Decision.Inject)) {
      return new Renewal(plan, List.of());
    }
    Map<String, Object> before = Edited.without(template, removals);
    Plan anew =
        Planner.plan(
            new Workload(workload.kind(), workload.metadata(), before, workload.closed()),
            settings);
    if (!(anew.decision() instanceof Decision.Inject inject)
        || comparable(Edited.with(before, inject.additions())).equals(comparable(template))) {
      return new Renewal(plan, List.of());
    }
    return new Renewal(anew, removals);
  }

  /**
   * A template without what does not matter: the order of things with names, and which maps there
   * were before.
   */
  private static Object comparable(Map<String, Object> template) {
    Map<String, Object> copy = Edited.without(template, List.of());
    Status.read(copy)
        .map(status -> status.created(List.of()).text())
        .ifPresent(
            text -> STATUS.parent().in(copy).ifPresent(annotations -> replace(annotations, text)));
    return sorted(copy);
  }

  // The copy is ours to change.
  @SuppressWarnings("unchecked")
  private static void replace(Object annotations, String status) {
    ((Map<String, Object>) annotations).put(Names.STATUS, status);
  }

  private static Object sorted(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, each) -> sorted.put(String.valueOf(key), sorted(each)));
        yield new LinkedHashMap<>(sorted);
      }
      case List<?> list -> {
        List<Object> sorted = new ArrayList<>();
        list.forEach(each -> sorted.add(sorted(each)));
        if (sorted.stream().allMatch(each -> !name(each).isEmpty())) {
          sorted.sort(Comparator.comparing(Renewal::name));
        }
        yield sorted;
      }
      case Number number -> number.toString();
      default -> value;
    };
  }

  private static String name(Object item) {
    return item instanceof Map<?, ?> map && map.get("name") instanceof String name ? name : "";
  }
}
