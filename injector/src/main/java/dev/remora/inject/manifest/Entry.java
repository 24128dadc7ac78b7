package dev.remora.inject.manifest;

import dev.remora.inject.patch.JsonPatch;
import dev.remora.inject.plan.Addition;
import dev.remora.inject.plan.Decision;
import dev.remora.inject.plan.Plan;
import dev.remora.inject.plan.PodKind;
import dev.remora.inject.plan.Pointer;
import dev.remora.inject.plan.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What became of an object.
 *
 * @param item the object
 * @param plan the decision, and why
 * @param change what was done
 * @param removals places in its Pod template that were taken away
 */
public record Entry(Item item, Plan plan, Change change, List<Pointer> removals) {
  /** What was done to an object. */
  public enum Change {
    /** Nothing. */
    NONE,
    /** A sidecar was added. */
    ADDED,
    /** One of another version or with other settings was replaced. */
    REPLACED,
    /** It was taken away. */
    REMOVED
  }

  /** Copies the list. */
  public Entry {
    removals = List.copyOf(removals);
  }

  /** Whether the object is not what it was. */
  public boolean isChanged() {
    return change != Change.NONE;
  }

  /** The object, as people write it: {@code Deployment/mysql}. */
  public String name() {
    return item.text();
  }

  /** Where it begins. */
  public int line() {
    return item.line();
  }

  /** Its group and version. */
  public String apiVersion() {
    return item.apiVersion();
  }

  /** Its kind. */
  public String kind() {
    return item.kind();
  }

  /** Its namespace, or empty. */
  public String namespace() {
    return item.namespace();
  }

  /** Its name, or empty. */
  public String objectName() {
    return item.name();
  }

  /** The reason's stable name, where there is one. */
  public Optional<String> reason() {
    return switch (plan.decision()) {
      case Decision.Inject inject -> Optional.empty();
      case Decision.Skip skip -> Optional.of(skip.reason().id());
      case Decision.NeedsCredentials needs -> Optional.of(needs.reason().id());
      case Decision.AlreadyThere there -> Optional.of(Reason.ALREADY_INJECTED.id());
    };
  }

  /** Whether a database was found that stays without metrics. */
  public boolean leavesMysqlAlone() {
    return switch (plan.decision()) {
      case Decision.Skip skip -> skip.reason().leavesMysqlAlone();
      case Decision.NeedsCredentials needs -> true;
      case Decision.Inject inject -> false;
      case Decision.AlreadyThere there -> false;
    };
  }

  /** The change as a patch of the object. */
  public JsonPatch patch() {
    List<Addition> additions =
        plan.decision() instanceof Decision.Inject inject && change != Change.REMOVED
            ? inject.additions()
            : List.of();
    Pointer template =
        PodKind.of(item.apiVersion(), item.kind()).map(PodKind::template).orElse(Pointer.ROOT);
    return JsonPatch.of(template, removals, additions);
  }
}
