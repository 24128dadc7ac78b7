package dev.remora.log;

/** Text as it may stand in one line: quoted as JSON has it, which logfmt takes too, or bare. */
public final class Quoting {
  private static final String HEX = "0123456789abcdef";

  private Quoting() {}

  /** The text with what is not seen escaped, and no quotes: for one line that a person reads. */
  public static String seen(String value) {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      appendSeen(value, i, text);
    }
    return text.toString();
  }

  /** Appends the text, quoted. */
  public static void append(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> appendSeen(value, i, text);
      }
    }
    text.append('"');
  }

  private static void appendSeen(String value, int i, StringBuilder text) {
    char c = value.charAt(i);
    if (c < ' ' || (c > '~' && isUnseen(character(value, i)))) {
      text.append("\\u")
          .append(HEX.charAt(c >> 12))
          .append(HEX.charAt((c >> 8) & 15))
          .append(HEX.charAt((c >> 4) & 15))
          .append(HEX.charAt(c & 15));
    } else {
      text.append(c);
    }
  }

  /** Ends a line, or changes how it looks, to one reader or another; or is half a character. */
  private static boolean isUnseen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  /** The character that is at this place, or ends there. */
  private static int character(String value, int i) {
    boolean ends = i > 0 && Character.isSurrogatePair(value.charAt(i - 1), value.charAt(i));
    return value.codePointAt(ends ? i - 1 : i);
  }
}
