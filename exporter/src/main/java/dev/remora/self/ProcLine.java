package dev.remora.self;

import java.util.ArrayList;
import java.util.List;

/** Lines as the files of Linux' /proc have them, read without regular expressions. */
public final class ProcLine {
  private ProcLine() {}

  /** The words between the blanks, in order. */
  public static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int from = 0;
    while (from < line.length()) {
      int end = line.indexOf(' ', from);
      end = end < 0 ? line.length() : end;
      if (end > from) {
        words.add(line.substring(from, end).strip());
      }
      from = end + 1;
    }
    return words;
  }
}
