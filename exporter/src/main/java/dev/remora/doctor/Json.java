package dev.remora.doctor;

import dev.remora.log.Quoting;
import java.util.Collection;
import java.util.Map;

/** Writes maps, lists, texts, numbers and truths as JSON, indented. */
final class Json {
  private final StringBuilder text = new StringBuilder();

  private Json() {}

  /** A value as JSON, to its last line end. */
  static String of(Object value) {
    Json json = new Json();
    json.value(value, 0);
    return json.text.append('\n').toString();
  }

  private void value(Object value, int depth) {
    switch (value) {
      case Map<?, ?> map -> {
        String separator = open('{', map.isEmpty(), depth);
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          text.append(first ? separator.substring(1) : separator);
          Quoting.append(String.valueOf(entry.getKey()), text);
          text.append(": ");
          value(entry.getValue(), depth + 1);
          first = false;
        }
        close('}', map.isEmpty(), depth);
      }
      case Collection<?> list -> {
        String separator = open('[', list.isEmpty(), depth);
        boolean first = true;
        for (Object item : list) {
          text.append(first ? separator.substring(1) : separator);
          value(item, depth + 1);
          first = false;
        }
        close(']', list.isEmpty(), depth);
      }
      case Number number -> text.append(number);
      case Boolean truth -> text.append(truth);
      default -> Quoting.append(value.toString(), text);
    }
  }

  private String open(char bracket, boolean empty, int depth) {
    text.append(bracket);
    return empty ? "," : ",\n" + "  ".repeat(depth + 1);
  }

  private void close(char bracket, boolean empty, int depth) {
    if (!empty) {
      text.append('\n').append("  ".repeat(depth));
    }
    text.append(bracket);
  }
}
