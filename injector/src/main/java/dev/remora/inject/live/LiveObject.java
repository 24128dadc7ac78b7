package dev.remora.inject.live;

import dev.remora.inject.manifest.Entry;
import dev.remora.inject.manifest.Planning;
import dev.remora.inject.patch.JsonPatch;
import dev.remora.inject.plan.Pointer;
import dev.remora.inject.plan.Settings;
import dev.remora.inject.plan.ShapeException;
import java.util.Map;
import java.util.Optional;

/**
 * An object in a cluster. It is changed by a patch: nothing else of it is sent back, neither its
 * status nor what other managers own.
 *
 * @param reference how it was asked for: {@code deployment/mysql}
 * @param object the object as the cluster has it
 */
public record LiveObject(String reference, Map<String, Object> object) {
  private static final Pointer RESOURCE_VERSION = Pointer.of("metadata", "resourceVersion");

  /** What would become of it. */
  public Entry injected(Settings settings) throws ShapeException {
    return Planning.inject(object, settings);
  }

  /** What would become of it without its sidecar; none if it has none. */
  public Optional<Entry> uninjected() {
    return Planning.uninject(object);
  }

  /** The change as a patch, which fails if somebody else has changed the object since. */
  public JsonPatch patch(Entry entry) {
    JsonPatch patch = entry.patch();
    return RESOURCE_VERSION
        .in(object)
        .map(version -> patch.onlyIf(RESOURCE_VERSION, version))
        .orElse(patch);
  }

  /** Why it cannot be changed, if so. */
  public Optional<String> refusal() {
    return "Pod".equals(object.get("kind"))
        ? Optional.of(
            "the containers of a Pod in a cluster cannot be changed; change what made it, or"
                + " delete it and create it anew")
        : Optional.empty();
  }
}
