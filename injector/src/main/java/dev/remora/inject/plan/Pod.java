package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Pod template, as far as the planner looks at it.
 *
 * @param owners kinds of the objects that own it
 * @param volumes its volumes, as they are
 */
record Pod(
    Map<String, String> annotations,
    Map<String, String> labels,
    List<String> owners,
    List<Container> containers,
    List<Container> initContainers,
    List<Map<String, Object>> volumes,
    Map<String, String> nodeSelector,
    String operatingSystem,
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
        Shape.textMap(spec, SPEC, "nodeSelector"),
        Shape.text(Shape.map(spec, SPEC, "os"), SPEC.then("os"), "name"),
        Shape.text(spec, SPEC, "hostNetwork").equals("true"));
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
