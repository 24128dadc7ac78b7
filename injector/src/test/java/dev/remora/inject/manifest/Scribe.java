package dev.remora.inject.manifest;

import dev.remora.inject.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes objects as YAML in the hand of somebody, with his indentation, quotes and comments. */
final class Scribe {
  private static final List<String> COMMENTS =
      List.of("# why?", "#", "# - name: nobody", "# ---", "# 🐟: 'x'", "#\ttab", "# } ]");

  private final Random random;
  private final int step;
  private final int dash;
  private final int gap;
  private final int flowPercent;
  private final int commentPercent;
  private final StringBuilder text = new StringBuilder();

  Scribe(Random random) {
    this.random = random;
    this.step = 2 + random.nextInt(3);
    this.dash = random.nextBoolean() ? 0 : step;
    this.gap = random.nextInt(4) == 0 ? 4 : 2;
    this.flowPercent = random.nextInt(3) == 0 ? 15 : 0;
    this.commentPercent = random.nextInt(2) == 0 ? 12 : 0;
  }

  /** A document; in one of eight cases as JSON. */
  String write(Map<String, Object> object) {
    text.setLength(0);
    if (random.nextInt(8) == 0) {
      String json = random.nextBoolean() ? JsonWriter.pretty(object) : JsonWriter.compact(object);
      return json + "\n";
    }
    map(object, 0);
    return text.toString();
  }

  private boolean happens(int percent) {
    return random.nextInt(100) < percent;
  }

  private void map(Map<?, ?> map, int column) {
    map.forEach((key, value) -> {
      comment(column);
      indent(column);
      entry(String.valueOf(key), value, column);
    });
  }

  private void entry(String key, Object value, int column) {
    text.append(random.nextInt(12) == 0 ? "\"" + key + "\"" : key).append(':');
    boolean flow = happens(flowPercent);
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() && !flow -> {
        endLine();
        map(map, column + step);
      }
      case List<?> list when !list.isEmpty() && !flow -> {
        endLine();
        list(list, column + dash);
      }
      default -> inline(value, column);
    }
  }

  private void list(List<?> list, int column) {
    for (Object item : list) {
      comment(column);
      indent(column);
      text.append('-');
      if (item instanceof Map<?, ?> map && !map.isEmpty() && !happens(flowPercent)) {
        boolean alone = random.nextInt(15) == 0;
        if (alone) {
          endLine();
        } else {
          text.append(" ".repeat(gap - 1));
        }
        boolean first = !alone;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          if (!first) {
            comment(column + gap);
            indent(column + gap);
          }
          entry(String.valueOf(entry.getKey()), entry.getValue(), column + gap);
          first = false;
        }
      } else {
        inline(item, column);
      }
    }
  }

  /** A value in the line, or a text in lines of its own below it. */
  private void inline(Object value, int column) {
    if (value instanceof String lines && lines.contains("\n")) {
      text.append(List.of(" |", " |+", " |-").get(random.nextInt(3)));
      endLine();
      for (String line : lines.strip().split("\n", -1)) {
        indent(column + step);
        text.append(line).append('\n');
      }
      text.append("\n".repeat(random.nextInt(3)));
      return;
    }
    text.append(" ".repeat(1 + random.nextInt(2)));
    switch (value) {
      case Map<?, ?> map -> flow(map);
      case List<?> list -> flow(list);
      case String string -> text.append(scalar(string));
      default -> text.append(value);
    }
    endLine();
  }

  private void flow(Map<?, ?> map) {
    text.append('{').append(" ".repeat(random.nextInt(2)));
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      text.append(separator).append(entry.getKey()).append(": ");
      flowValue(entry.getValue());
      separator = ", ";
    }
    text.append(!map.isEmpty() && random.nextInt(5) == 0 ? "," : "").append('}');
  }

  private void flow(List<?> list) {
    text.append('[');
    String separator = "";
    for (Object item : list) {
      text.append(separator);
      flowValue(item);
      separator = ", ";
    }
    text.append(!list.isEmpty() && random.nextInt(5) == 0 ? "," : "").append(" ]");
  }

  private void flowValue(Object value) {
    switch (value) {
      case Map<?, ?> map -> flow(map);
      case List<?> list -> flow(list);
      case String string -> text.append(JsonWriter.compact(string));
      default -> text.append(value);
    }
  }

  private String scalar(String string) {
    boolean plain = string.matches("[A-Za-z/][A-Za-z0-9/._:-]*[A-Za-z0-9]");
    return switch (random.nextInt(3)) {
      case 0 -> JsonWriter.compact(string);
      case 1 -> string.contains("'") ? JsonWriter.compact(string) : "'" + string + "'";
      default -> plain ? string : JsonWriter.compact(string);
    };
  }

  private void indent(int column) {
    text.append(" ".repeat(column));
  }

  private void endLine() {
    if (happens(commentPercent)) {
      text.append(' ').append(COMMENTS.get(random.nextInt(COMMENTS.size())));
    } else if (happens(commentPercent)) {
      text.append(" ".repeat(random.nextInt(3)));
    }
    text.append('\n');
  }

  private void comment(int column) {
    if (happens(commentPercent / 2)) {
      indent(Math.max(0, column + step * (random.nextInt(3) - 1)));
      text.append(COMMENTS.get(random.nextInt(COMMENTS.size()))).append('\n');
    }
    if (happens(commentPercent / 3)) {
      text.append('\n');
    }
  }
}
