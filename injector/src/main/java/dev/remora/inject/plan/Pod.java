package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Pod template, as far as the planner looks at it.
 *
 * @param owners kinds of the objects that own it
 * @param volumes its volumes, as they are
 * @param sharedResources names of resources that the Pod has as a whole
 */
record Pod(
    Map<String, String> annotations,
    Map<String, String> labels,
    List<String> owners,
    List<Container> containers,
    List<Container> initContainers,
    List<Map<String, Object>> volumes,
    Set<String> sharedResources,
    Map<String, String> nodeSelector,
    String operatingSystem,
    String restartPolicy,
    boolean hostNetwork) {
  private static final Pointer METADATA = Pointer.of("metadata");
  private static final Pointer SPEC = Pointer.of("spec");

  static Pod read(Map<String, Object> template) throws ShapeException {
    Map<String, Object> metadata = Shape.map(template, Pointer.ROOT, "metadata");
    Map<String, Object> spec = Shape.map(template, Pointer.ROOT, "spec");
    return new Pod(
        Shape.textMap(metadata, METADATA, "annotations"),
        Shape.textMap(metadata, METADATA, "labels"),
        owners(metadata, METADATA),
        containers(spec, "containers"),
        containers(spec, "initContainers"),
        Shape.maps(spec, SPEC, "volumes"),
        sharedResources(Shape.map(spec, SPEC, "resources")),
        Shape.textMap(spec, SPEC, "nodeSelector"),
        Shape.text(Shape.map(spec, SPEC, "os"), SPEC.then("os"), "name"),
        Shape.text(spec, SPEC, "restartPolicy"),
        Shape.text(spec, SPEC, "hostNetwork").equals("true"));
  }

  private static Set<String> sharedResources(Map<String, Object> resources) throws ShapeException {
    Pointer at = SPEC.then("resources");
    Set<String> names = new HashSet<>(Shape.map(resources, at, "requests").keySet());
    names.addAll(Shape.map(resources, at, "limits").keySet());
    return names;
  }

  /** Kinds of the owners that an object's metadata name. */
  static List<String> owners(Map<String, Object> metadata, Pointer at) throws ShapeException {
    return Shape.maps(metadata, at, "ownerReferences").stream()
        .map(owner -> String.valueOf(owner.getOrDefault("kind", "")))
        .toList();
  }

  /** The containers that run as long as the Pod does: with them, sidecars among the init ones. */
  List<Container> running() {
    return Stream.concat(containers.stream(), initContainers.stream().filter(Container::restarts))
        .toList();
  }

  /**
   * Whether it is over when its containers have ended. Only what runs to its end may have such a
   * policy: Kubernetes refuses it to all workloads that keep their Pods running.
   */
  boolean ends() {
    return !restartPolicy.isEmpty() && !restartPolicy.equals("Always");
  }

  /** Whether it has native sidecars already, so that its cluster must know them. */
  boolean hasNativeSidecars() {
    return initContainers.stream().anyMatch(Container::restarts);
  }

  /** All containers. */
  List<Container> all() {
    return Stream.concat(containers.stream(), initContainers.stream()).toList();
  }

  private static List<Container> containers(Map<String, Object> spec, String key)
      throws ShapeException {
    List<Container> containers = new ArrayList<>();
    for (Map<String, Object> map : Shape.maps(spec, SPEC, key)) {
      containers.add(Container.read(map, SPEC.then(key).then(containers.size())));
    }
    return containers;
  }
}
