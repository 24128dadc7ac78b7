package dev.remora.inject.manifest;

import dev.remora.inject.json.JsonMap;
import dev.remora.inject.plan.Decision;
import dev.remora.inject.plan.Finding;
import dev.remora.inject.plan.Finding.Verdict;
import dev.remora.inject.plan.Operators;
import dev.remora.inject.plan.Plan;
import dev.remora.inject.plan.PodKind;
import dev.remora.inject.plan.Pointer;
import dev.remora.inject.plan.Reason;
import dev.remora.inject.plan.Renewal;
import dev.remora.inject.plan.Settings;
import dev.remora.inject.plan.ShapeException;
import dev.remora.inject.plan.Status;
import dev.remora.inject.plan.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to become of single objects, wherever they come from. */
public final class Planning {
  private Planning() {}

  /** What becomes of an object in plain values. */
  public static Entry inject(Map<String, Object> object, Settings settings) throws ShapeException {
    Item item = item(object);
    return entry(item, workload(item, object), settings);
  }

  /** What becomes of it without its sidecar; none if it has none. */
  public static Optional<Entry> uninject(Map<String, Object> object) {
    Item item = item(object);
    return workload(item, object).flatMap(workload -> removal(item, workload));
  }

  static Entry entry(Item item, Optional<Workload> workload, Settings settings)
      throws ShapeException {
    if (workload.isEmpty()) {
      return new Entry(item, withoutPods(item), Entry.Change.NONE, List.of());
    }
    Renewal renewal = Renewal.of(workload.get(), settings);
    return new Entry(item, renewal.plan(), change(renewal), renewal.removals());
  }

  private static Entry.Change change(Renewal renewal) {
    if (!(renewal.plan().decision() instanceof Decision.Inject)) {
      return Entry.Change.NONE;
    }
    return renewal.removals().isEmpty() ? Entry.Change.ADDED : Entry.Change.REPLACED;
  }

  private static Plan withoutPods(Item item) {
    Decision decision =
        Operators.hint(item.apiVersion(), item.kind())
            .map(hint -> new Decision.Skip(Reason.OPERATOR_MANAGED, hint))
            .orElseGet(() -> new Decision.Skip(Reason.NOT_A_POD_WORKLOAD, "has no Pod template"));
    return new Plan(decision, List.of(new Finding("kind", Verdict.STOPPED, decision.text())));
  }

  static Optional<Entry> removal(Item item, Workload workload) {
    return Status.read(workload.template())
        .map(status -> {
          Decision there =
              new Decision.AlreadyThere(
                  status.version(), "had the sidecar of version " + status.version());
          return new Entry(
              item,
              new Plan(there, List.of()),
              Entry.Change.REMOVED,
              status.removals(workload.template()));
        });
  }

  private static Item item(Map<String, Object> object) {
    Map<String, Object> metadata = JsonMap.of(object.getOrDefault("metadata", Map.of()));
    return new Item(
        0,
        Pointer.ROOT,
        1,
        String.valueOf(object.getOrDefault("apiVersion", "")),
        String.valueOf(object.getOrDefault("kind", "")),
        String.valueOf(metadata.getOrDefault("namespace", "")),
        String.valueOf(metadata.getOrDefault("name", "")));
  }

  private static Optional<Workload> workload(Item item, Map<String, Object> object) {
    return PodKind.of(item.apiVersion(), item.kind()).map(kind -> workload(kind, object));
  }

  static Workload workload(PodKind kind, Map<String, Object> object) {
    return new Workload(
        kind,
        JsonMap.of(object.getOrDefault("metadata", Map.of())),
        JsonMap.of(kind.template().in(object).orElse(Map.of())));
  }
}
