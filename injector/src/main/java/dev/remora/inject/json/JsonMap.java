package dev.remora.inject.json;

import java.util.LinkedHashMap;
import java.util.Map;

/** Objects of JSON of which it is not known whether they are some. */
public final class JsonMap {
  private JsonMap() {}

  /** A map of what is one, nothing of what is none. */
  public static Map<String, Object> of(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> any) {
      any.forEach((key, each) -> map.put(String.valueOf(key), each));
    }
    return map;
  }
}
