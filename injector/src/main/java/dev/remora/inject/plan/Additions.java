package dev.remora.inject.plan;

import dev.remora.inject.json.JsonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers what is added to a Pod template. Maps and lists that are missing on the way are made
 * once, as part of the addition that needs them first.
 */
final class Additions {
  private final Map<String, Object> template;
  private final List<Addition> additions = new ArrayList<>();
  private final List<Pointer> created = new ArrayList<>();

  Additions(Map<String, Object> template) {
    this.template = template;
  }

  /** Puts an item behind the last of a list. */
  void append(Pointer list, Object item) {
    if (exists(list)) {
      additions.add(new Addition(list.then(Pointer.END), item));
    } else if (make(list, new ArrayList<>()) instanceof List<?> made) {
      add(made, item);
    }
  }

  /** Puts a key into a map. */
  void put(Pointer map, String key, Object value) {
    if (exists(map)) {
      additions.add(new Addition(map.then(key), value));
    } else {
      put(makeMap(map), key, value);
    }
  }

  /** Has a map be there, empty if it is new. */
  void prepare(Pointer map) {
    if (!exists(map)) {
      makeMap(map);
    }
  }

  /** Maps and lists that the template did not have. */
  List<Pointer> created() {
    return List.copyOf(created);
  }

  List<Addition> list() {
    return List.copyOf(additions);
  }

  /** Null counts as missing: a key that nothing is written behind. */
  private boolean exists(Pointer place) {
    return place.in(template).filter(value -> value != JsonNull.NULL).isPresent();
  }

  private Map<?, ?> makeMap(Pointer map) {
    return make(map, new LinkedHashMap<>()) instanceof Map<?, ?> made ? made : Map.of();
  }

  /** What was made at this place, now or before. */
  private Object make(Pointer place, Object empty) {
    Optional<Object> before = made(place);
    if (before.isPresent()) {
      return before.get();
    }
    Pointer parent = place.parent();
    if (place.in(template).isEmpty()) {
      created.add(place);
    }
    if (exists(parent)) {
      additions.add(new Addition(place, empty));
    } else {
      put(makeMap(parent), place.last(), empty);
    }
    return empty;
  }

  private Optional<Object> made(Pointer place) {
    for (Addition addition : additions) {
      if (place.isWithin(addition.path())) {
        List<String> rest =
            place.steps().subList(addition.path().steps().size(), place.steps().size());
        return new Pointer(rest).in(addition.value());
      }
    }
    return Optional.empty();
  }

  // Only maps and lists that this object has made come here.
  @SuppressWarnings("unchecked")
  private static void put(Map<?, ?> map, String key, Object value) {
    ((Map<String, Object>) map).put(key, value);
  }

  @SuppressWarnings("unchecked")
  private static void add(List<?> list, Object item) {
    ((List<Object>) list).add(item);
  }
}
