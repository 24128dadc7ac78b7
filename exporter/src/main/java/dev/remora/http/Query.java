package dev.remora.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters behind the question mark of a request. */
final class Query {
  private Query() {}

  /** The values of a parameter, in order. */
  static List<String> values(@Nullable String rawQuery, String name) {
    List<String> values = new ArrayList<>();
    for (String item : (rawQuery == null ? "" : rawQuery).split("&", -1)) {
      int equals = item.indexOf('=');
      if (equals > 0 && decoded(item.substring(0, equals)).equals(name)) {
        values.add(decoded(item.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A broken escape stands for itself, and so names nothing.
      return text;
    }
  }
}
