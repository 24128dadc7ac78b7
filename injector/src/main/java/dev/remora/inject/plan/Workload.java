package dev.remora.inject.plan;

import java.util.List;
import java.util.Map;

/**
 * An object with a Pod template, as plain values: maps, lists, texts, numbers, booleans.
 *
 * @param metadata the object's own metadata; of a Pod, that of its template
 * @param template the Pod template: {@code metadata} and {@code spec}
 * @param closed places in the template whose content cannot be added to, each with the reason; none
 *     where there is no text to keep
 */
public record Workload(
    PodKind kind,
    Map<String, Object> metadata,
    Map<String, Object> template,
    Map<Pointer, String> closed) {
  /** Copies the map of closed places; the others are the caller's, and must not change. */
  public Workload {
    closed = Map.copyOf(closed);
  }

  /** One that can be added to everywhere. */
  public Workload(PodKind kind, Map<String, Object> metadata, Map<String, Object> template) {
    this(kind, metadata, template, Map.of());
  }

  /** A Pod that is being made: one that a Job owns ends by itself, as the Job's template does. */
  public static Workload made(Map<String, Object> pod) {
    Map<String, Object> metadata = Shape.lenientMap(pod.get("metadata"));
    boolean ends =
        metadata.get("ownerReferences") instanceof List<?> owners
            && owners.stream()
                .anyMatch(owner -> PodKind.JOB.text().equals(Shape.lenientMap(owner).get("kind")));
    return new Workload(ends ? PodKind.JOB : PodKind.POD, metadata, pod);
  }

  /** A Pod. */
  public static Workload pod(Map<String, Object> pod) {
    Object metadata = pod.getOrDefault("metadata", Map.of());
    return new Workload(PodKind.POD, Shape.lenientMap(metadata), pod);
  }
}
