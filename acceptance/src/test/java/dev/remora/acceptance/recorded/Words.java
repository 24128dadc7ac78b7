package dev.remora.acceptance.recorded;

import java.util.regex.Pattern;

/** Words in statements, in any letter case. */
final class Words {
  private Words() {}

  /** Whether the word is there, and not only as a part of a longer one. */
  static boolean has(String text, String word) {
    String before = word.matches("\\w.*") ? "\\b" : "";
    String after = word.matches(".*\\w") ? "\\b" : "";
    return Pattern.compile(before + Pattern.quote(word) + after, Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .find();
  }
}
