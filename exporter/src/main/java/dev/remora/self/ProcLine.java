package dev.remora.self;

import java.util.ArrayList;
import java.util.List;

/** Lines as the files of Linux' /proc have them, read without regular expressions. */
public final class ProcLine {
  private ProcLine() {}

  /** The words between the blanks, in order. */
  public static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (int from = start(line, 0); from < line.length(); ) {
      int end = end(line, from);
      words.add(line.substring(from, end));
      from = start(line, end);
    }
    return words;
  }

  /** One of the words, counted from 0, without a list of all; empty if there are not so many. */
  public static String word(String line, int index) {
    int from = start(line, 0);
    for (int i = 0; i < index; i++) {
      from = start(line, end(line, from));
    }
    return line.substring(from, end(line, from));
  }

  private static int start(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }

  private static int end(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) > ' ') {
      at++;
    }
    return at;
  }
}
