package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies of plain values with something removed or added; the originals stay as they are. */
public final class Edited {
  private Edited() {}

  /** A copy without these places, which are removed one after the other. */
  public static Map<String, Object> without(Map<String, Object> object, List<Pointer> removals) {
    Map<String, Object> copy = copy(object);
    for (Pointer removal : removals) {
      switch (removal.parent().in(copy).orElse("")) {
        case Map<?, ?> map -> map.remove(removal.last());
        case List<?> list -> list.remove(Integer.parseInt(removal.last()));
        default -> throw new IllegalArgumentException("nothing to remove at " + removal);
      }
    }
    return copy;
  }

  /** A copy with these additions, which are made one after the other. */
  public static Map<String, Object> with(Map<String, Object> object, List<Addition> additions) {
    Map<String, Object> copy = copy(object);
    for (Addition addition : additions) {
      Pointer path = addition.path();
      add(path.parent().in(copy).orElse(""), path, copy(addition.value()));
    }
    return copy;
  }

  // Everything in a copy was made here, and can be changed.
  @SuppressWarnings("unchecked")
  private static void add(Object parent, Pointer path, Object value) {
    switch (parent) {
      case Map<?, ?> map -> ((Map<String, Object>) map).put(path.last(), value);
      case List<?> list -> {
        int at = path.isEnd() ? list.size() : Integer.parseInt(path.last());
        ((List<Object>) list).add(at, value);
      }
      default -> throw new IllegalArgumentException("nothing to add to at " + path);
    }
  }

  private static Map<String, Object> copy(Map<?, ?> map) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), copy(value)));
    return copy;
  }

  private static Object copy(Object value) {
    return switch (value) {
      case Map<?, ?> map -> copy(map);
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(item -> copy.add(copy(item)));
        yield copy;
      }
      default -> value;
    };
  }
}
