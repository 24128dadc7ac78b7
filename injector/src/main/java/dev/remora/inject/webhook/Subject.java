package dev.remora.inject.webhook;

import dev.remora.inject.plan.Pointer;
import java.util.List;
import java.util.Map;

/**
 * What of a request tells people which Pod it is about; all empty where it does not say.
 *
 * @param name its name, or the beginning that the API server will complete
 * @param owner what made it: {@code ReplicaSet/mysql-5d4f}
 */
record Subject(String namespace, String name, String owner) {
  /** Cuts them: nobody has looked at them before us. */
  Subject {
    namespace = Outcome.cut(namespace);
    name = Outcome.cut(name);
    owner = Outcome.cut(owner);
  }

  static final Subject UNKNOWN = new Subject("", "", "");

  private static final Pointer OBJECT = Pointer.of("object", "metadata");

  static Subject of(Object request) {
    String name = text(request, OBJECT.then("name"));
    return new Subject(
        text(request, Pointer.of("namespace")),
        name.isEmpty() ? text(request, OBJECT.then("generateName")) : name,
        OBJECT.then("ownerReferences").in(request).map(Subject::owner).orElse(""));
  }

  private static String owner(Object owners) {
    return owners instanceof List<?> list
            && !list.isEmpty()
            && list.getFirst() instanceof Map<?, ?> first
            && first.get("kind") instanceof String kind
            && first.get("name") instanceof String name
        ? kind + "/" + name
        : "";
  }

  private static String text(Object request, Pointer place) {
    return place.in(request).map(value -> value instanceof String text ? text : "").orElse("");
  }
}
