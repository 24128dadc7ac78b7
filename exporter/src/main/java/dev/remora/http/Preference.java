package dev.remora.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item of a header in which a client says what it takes, such as {@code
 * text/plain;version=0.0.4;q=0.5}.
 *
 * @param value the media range or coding, in lower case
 * @param parameters the parameters but for the quality, their names in lower case
 * @param quality from 0, not at all, to 1
 */
record Preference(String value, Map<String, String> parameters, double quality) {
  private static final double MALFORMED = -1;

  /** The items of a header, which may come in several lines; malformed ones are passed over. */
  static List<Preference> all(List<String> lines) {
    List<Preference> all = new ArrayList<>();
    for (String line : lines) {
      int end = -1;
      while (end < line.length()) {
        int start = end + 1;
        end = end(line, start, ',');
        Preference item = of(line.substring(start, end));
        if (item != null) {
          all.add(item);
        }
      }
    }
    return all;
  }

  /** The value of a parameter; empty where it is not given. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  private static @Nullable Preference of(String item) {
    int end = end(item, 0, ';');
    String value = item.substring(0, end).strip().toLowerCase(Locale.ROOT);
    Map<String, String> parameters = new HashMap<>();
    double quality = 1;
    while (end < item.length()) {
      int start = end + 1;
      end = end(item, start, ';');
      String parameter = item.substring(start, end);
      int equals = parameter.indexOf('=');
      if (equals >= 0) {
        String name = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        String text = unquoted(parameter.substring(equals + 1).strip());
        if (name.equals("q")) {
          quality = quality(text);
        } else {
          parameters.put(name, text);
        }
      }
    }
    return value.isEmpty() || quality == MALFORMED
        ? null
        : new Preference(value, parameters, quality);
  }

  /** Where the next separator is that does not stand in quotes, or where the text ends. */
  private static int end(String text, int from, char separator) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        i++;
      } else if (!quoted && c == separator) {
        return i;
      }
    }
    return text.length();
  }

  /** No parameter that matters has a character that would need a backslash. */
  private static String unquoted(String text) {
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  /** Digits around at most one point, and no more than one: Java would take more than that. */
  private static double quality(String text) {
    int digits = 0;
    int points = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        points++;
      } else if (c >= '0' && c <= '9') {
        digits++;
      } else {
        return MALFORMED;
      }
    }
    if (digits == 0 || points > 1) {
      return MALFORMED;
    }
    double quality = Double.parseDouble(text);
    return quality <= 1 ? quality : MALFORMED;
  }
}
