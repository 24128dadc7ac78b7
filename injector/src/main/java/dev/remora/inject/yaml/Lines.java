package dev.remora.inject.yaml;

/** A text by its lines, whatever they end with. */
final class Lines {
  private final String text;

  Lines(String text) {
    this.text = text;
  }

  /** The first character of the line that holds this place. */
  int start(int at) {
    int start = at;
    while (start > 0 && !isEnd(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** The place behind the line that holds this place, with what ends it. */
  int after(int at) {
    int end = end(at);
    if (text.startsWith("\r\n", end)) {
      return end + 2;
    }
    return Math.min(end + 1, text.length());
  }

  /** The place behind the last character of the line, before what ends it. */
  int end(int at) {
    int end = at;
    while (end < text.length() && !isEnd(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The place before the line end that stands right before this place, if one does. */
  int beforeEnd(int at) {
    if (at > 1 && text.startsWith("\r\n", at - 2)) {
      return at - 2;
    }
    return at > 0 && isEnd(text.charAt(at - 1)) ? at - 1 : at;
  }

  /** Whether a line begins here, and not only because the text ends. */
  boolean isStart(int at) {
    return at == 0 || isEnd(text.charAt(at - 1));
  }

  /** What lines end with around this place. */
  String endAround(int at) {
    int end = end(at);
    if (end == text.length()) {
      end = beforeEnd(start(at));
    }
    if (end == text.length()) {
      return "\n";
    }
    if (text.startsWith("\r\n", end)) {
      return "\r\n";
    }
    return text.charAt(end) == '\r' ? "\r" : "\n";
  }

  /** The spaces and tabs that the line of this place begins with. */
  String margin(int at) {
    int start = start(at);
    int end = start;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(start, end);
  }

  /** Whether nothing but spaces and tabs stands before this place in its line. */
  boolean isFirst(int at) {
    return start(at) + margin(at).length() >= at;
  }

  boolean isBlank(int start) {
    return text.substring(start, end(start)).isBlank();
  }

  private static boolean isEnd(char c) {
    return c == '\n' || c == '\r';
  }
}
