package dev.remora.inject.cli;

/** Texts of strangers, such as names, as they may reach a terminal. */
final class OneLine {
  private OneLine() {}

  /** The text with escapes in place of line ends and of all that a terminal would obey. */
  static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (isObeyed(c)) {
            line.append("\\u%04x".formatted(c));
          } else {
            line.appendCodePoint(c);
          }
        });
    return line.toString();
  }

  /** Controls, and what turns the direction of writing around. */
  private static boolean isObeyed(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
