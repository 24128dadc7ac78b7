package dev.remora.inject.plan;

import dev.remora.inject.json.JsonMap;
import dev.remora.inject.json.JsonNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads plain values that must be of one shape; what is absent or null is empty. */
final class Shape {
  private Shape() {}

  static Map<String, Object> map(Map<String, Object> parent, Pointer at, String key)
      throws ShapeException {
    return map(parent.getOrDefault(key, JsonNull.NULL), at.then(key));
  }

  static Map<String, Object> map(Object value, Pointer at) throws ShapeException {
    if (value == JsonNull.NULL) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?>)) {
      throw wrong(value, at, "a map");
    }
    return lenientMap(value);
  }

  /** A map of what is one, nothing of what is none. */
  static Map<String, Object> lenientMap(@Nullable Object value) {
    return JsonMap.of(value == null ? JsonNull.NULL : value);
  }

  static List<Map<String, Object>> maps(Map<String, Object> parent, Pointer at, String key)
      throws ShapeException {
    List<Map<String, Object>> maps = new ArrayList<>();
    for (Object item : list(parent, at, key)) {
      maps.add(map(item, at.then(key).then(maps.size())));
    }
    return maps;
  }

  static List<String> texts(Map<String, Object> parent, Pointer at, String key)
      throws ShapeException {
    List<String> texts = new ArrayList<>();
    for (Object item : list(parent, at, key)) {
      texts.add(text(item, at.then(key).then(texts.size())));
    }
    return texts;
  }

  static Map<String, String> textMap(Map<String, Object> parent, Pointer at, String key)
      throws ShapeException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : map(parent, at, key).entrySet()) {
      texts.put(entry.getKey(), text(entry.getValue(), at.then(key).then(entry.getKey())));
    }
    return texts;
  }

  static String text(Map<String, Object> parent, Pointer at, String key) throws ShapeException {
    return text(parent.getOrDefault(key, JsonNull.NULL), at.then(key));
  }

  private static List<?> list(Map<String, Object> parent, Pointer at, String key)
      throws ShapeException {
    Object value = parent.getOrDefault(key, JsonNull.NULL);
    if (value == JsonNull.NULL) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(value, at.then(key), "a list");
    }
    return list;
  }

  /** A text, or what people write where one is due: a number or a boolean without quotes. */
  private static String text(Object value, Pointer at) throws ShapeException {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      throw wrong(value, at, "a text");
    }
    return value == JsonNull.NULL ? "" : value.toString();
  }

  private static ShapeException wrong(Object value, Pointer at, String due) {
    String is =
        switch (value) {
          case Map<?, ?> map -> "a map";
          case List<?> list -> "a list";
          case String text -> "a text";
          case Number number -> "a number";
          case Boolean flag -> "a boolean";
          default -> "null";
        };
    String name = at.steps().isEmpty() ? "the object" : at.toString();
    return new ShapeException(at, "%s is %s, and %s is due".formatted(name, is, due));
  }
}
