package dev.remora.doctor;

/** Names in texts that people paste: whatever they hold, they stay names there. */
final class Pasted {
  // What is a word of itself in every shell.
  private static final String PLAIN = "._%@:/+-";

  private Pasted() {}

  /** A text as SQL has it, in quotes. */
  static String sql(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /** A text as a shell has it, in quotes where it needs them. */
  static String word(String text) {
    boolean plain = text.chars().allMatch(Pasted::isPlain);
    return plain ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PLAIN.indexOf(c) >= 0;
  }
}
