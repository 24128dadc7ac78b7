package dev.remora.inject.webhook;

import java.util.LinkedHashMap;
import java.util.Map;

/** Plain values of which it is not known what they are. */
final class Plain {
  private Plain() {}

  /** A map of what is one, nothing of what is none. */
  static Map<String, Object> map(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> any) {
      any.forEach((key, each) -> map.put(String.valueOf(key), each));
    }
    return map;
  }

  /** A text of what is one, nothing of what is none. */
  static String text(Object value) {
    return value instanceof String text ? text : "";
  }
}
