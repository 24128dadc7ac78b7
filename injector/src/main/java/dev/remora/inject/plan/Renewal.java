package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
  private static final List<Pointer> CONTAINERS =
      List.of(Pointer.of("spec", "containers"), Pointer.of("spec", "initContainers"));

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
        || isWritten(Edited.with(before, inject.additions()), template)) {
      return new Renewal(plan, List.of());
    }
    return new Renewal(anew, removals);
  }

  /** Whether a template is one that would be written, but for what a cluster adds to it. */
  private static boolean isWritten(Map<String, Object> wanted, Map<String, Object> found) {
    return Likeness.isWritten(sidecars(wanted), sidecars(found))
        && rest(wanted).equals(rest(found));
  }

  /** Our containers, those of each list apart. */
  private static List<Object> sidecars(Map<String, Object> template) {
    List<Object> lists = new ArrayList<>();
    for (Pointer list : CONTAINERS) {
      List<Object> ours = new ArrayList<>();
      places(list, template).forEach(place -> place.in(template).ifPresent(ours::add));
      lists.add(ours);
    }
    return lists;
  }

  private static List<Pointer> places(Pointer list, Map<String, Object> template) {
    Removals places = new Removals(template);
    places.items(list, List.of(Names.SIDECAR_CONTAINER));
    return places.list();
  }

  /**
   * A template without our containers and without what does not matter: the order of things with
   * names, and which maps there were before.
   */
  private static Object rest(Map<String, Object> template) {
    List<Pointer> ours = new ArrayList<>();
    CONTAINERS.forEach(list -> ours.addAll(places(list, template)));
    Map<String, Object> copy = Edited.without(template, ours);
    Status.read(copy)
        .map(status -> status.created(List.of()).text())
        .ifPresent(
            text -> STATUS.parent().in(copy).ifPresent(annotations -> replace(annotations, text)));
    return Likeness.ordered(copy);
  }

  // The copy is ours to change.
  @SuppressWarnings("unchecked")
  private static void replace(Object annotations, String status) {
    ((Map<String, Object>) annotations).put(Names.STATUS, status);
  }
}
