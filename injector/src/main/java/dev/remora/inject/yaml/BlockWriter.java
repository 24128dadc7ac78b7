package dev.remora.inject.yaml;

import dev.remora.inject.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plain values as lines of YAML, laid out as the text around them. */
final class BlockWriter {
  private final Layout layout;
  private final List<String> lines = new ArrayList<>();

  private BlockWriter(Layout layout) {
    this.layout = layout;
  }

  /** Lines of an item of a list whose dashes stand in this column. */
  static List<String> item(Object value, int column, Layout layout) {
    BlockWriter writer = new BlockWriter(layout);
    writer.writeItem(value, column);
    return writer.lines;
  }

  /** Lines of a key with its value. */
  static List<String> entry(String key, Object value, int column, Layout layout) {
    BlockWriter writer = new BlockWriter(layout);
    writer.writeEntry(key, value, column);
    return writer.lines;
  }

  private void writeItem(Object value, int column) {
    int first = lines.size();
    String dash = "-" + " ".repeat(layout.gap() - 1);
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((key, each) -> writeEntry(String.valueOf(key), each, column + layout.gap()));
      String line = lines.get(first);
      lines.set(first, " ".repeat(column) + dash + line.substring(column + layout.gap()));
    } else {
      lines.add(" ".repeat(column) + dash + inline(value));
    }
  }

  private void writeEntry(String key, Object value, int column) {
    String start = " ".repeat(column) + Scalars.text(key, JsonWriter.compact(key)) + ":";
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> {
        lines.add(start);
        map.forEach(
            (inner, each) -> writeEntry(String.valueOf(inner), each, column + layout.step()));
      }
      case List<?> list when !list.isEmpty() -> {
        lines.add(start);
        list.forEach(each -> writeItem(each, column + layout.dash()));
      }
      default -> lines.add(start + " " + inline(value));
    }
  }

  private static String inline(Object value) {
    return value instanceof Map<?, ?> || value instanceof List<?>
        ? JsonWriter.spaced(value)
        : Scalars.text(value, JsonWriter.compact(value));
  }
}
