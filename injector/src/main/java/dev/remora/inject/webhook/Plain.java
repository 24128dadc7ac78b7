package dev.remora.inject.webhook;

import dev.remora.inject.json.JsonMap;
import java.util.Map;

/** Plain values of which it is not known what they are. */
final class Plain {
  private Plain() {}

  /** A map of what is one, nothing of what is none. */
  static Map<String, Object> map(Object value) {
    return JsonMap.of(value);
  }

  /** A text of what is one, nothing of what is none. */
  static String text(Object value) {
    return value instanceof String text ? text : "";
  }
}
