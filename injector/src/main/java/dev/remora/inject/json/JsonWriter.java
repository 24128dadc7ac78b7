package dev.remora.inject.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Plain values as JSON text. */
public final class JsonWriter {
  private static final String INDENTATION = "  ";

  private final StringBuilder text = new StringBuilder();
  private final String lineStart;
  private final String indentation;
  private final String space;

  /** Takes what a new line begins with, nothing where all stands in one, and what a level adds. */
  private JsonWriter(String lineStart, String indentation, String space) {
    this.lineStart = lineStart;
    this.indentation = indentation;
    this.space = space;
  }

  /** In one line, without spaces. */
  public static String compact(Object value) {
    return new JsonWriter("", "", "").all(value);
  }

  /** In one line, with a space after each colon and comma. */
  public static String spaced(Object value) {
    return new JsonWriter("", "", " ").all(value);
  }

  /** Over several lines, the way kubectl prints; no line end at the end. */
  public static String pretty(Object value) {
    return pretty(value, "", INDENTATION, "\n");
  }

  /**
   * Over several lines, to be put into a text that has its own ways.
   *
   * @param margin what every line but the first begins with
   * @param indentation what each level adds to it
   */
  public static String pretty(Object value, String margin, String indentation, String lineEnd) {
    return new JsonWriter(lineEnd + margin, indentation, " ").all(value);
  }

  private String all(Object value) {
    write(value, "");
    return text.toString();
  }

  private void write(Object value, String margin) {
    switch (value) {
      case String string -> quote(string);
      case Map<?, ?> map -> writeMap(map, margin);
      case List<?> list -> writeList(list, margin);
      default -> text.append(value);
    }
  }

  private void writeMap(Map<?, ?> map, String margin) {
    text.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<?, ?> entry = i.next();
      newLine(margin + indentation);
      quote(String.valueOf(entry.getKey()));
      text.append(':').append(space);
      write(entry.getValue(), margin + indentation);
      separate(i);
    }
    if (!map.isEmpty()) {
      newLine(margin);
    }
    text.append('}');
  }

  private void writeList(List<?> list, String margin) {
    text.append('[');
    for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
      newLine(margin + indentation);
      write(i.next(), margin + indentation);
      separate(i);
    }
    if (!list.isEmpty()) {
      newLine(margin);
    }
    text.append(']');
  }

  private void separate(Iterator<?> rest) {
    if (rest.hasNext()) {
      text.append(',').append(lineStart.isEmpty() ? space : "");
    }
  }

  private void newLine(String margin) {
    if (!lineStart.isEmpty()) {
      text.append(lineStart).append(margin);
    }
  }

  private void quote(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (isPlain(string, i)) {
            text.append(c);
          } else {
            text.append("\\u").append("%04x".formatted((int) c));
          }
        }
      }
    }
    text.append('"');
  }

  /** Not so what neither JSON nor YAML takes as it is: controls, and halves of characters. */
  private static boolean isPlain(String string, int at) {
    char c = string.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < string.length() && Character.isLowSurrogate(string.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at > 0 && Character.isHighSurrogate(string.charAt(at - 1));
    }
    return c >= ' ' && (c < 0x7f || c > 0x9f) && c != '\u2028' && c != '\u2029' && c != '\ufeff';
  }
}
