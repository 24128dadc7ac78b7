package dev.remora.inject.yaml;

import java.util.Arrays;

/** Turns positions in code points, as the parser counts, into positions in a Java text. */
final class Offsets {
  /** The code points that take two characters, by their positions in code points. */
  private final int[] wide;

  Offsets(String text) {
    wide = new int[text.length() - text.codePointCount(0, text.length())];
    int found = 0;
    for (int at = 0, point = 0; found < wide.length; point++) {
      int size = Character.charCount(text.codePointAt(at));
      if (size > 1) {
        wide[found++] = point;
      }
      at += size;
    }
  }

  int of(int codePoint) {
    int before = Arrays.binarySearch(wide, codePoint);
    return codePoint + (before < 0 ? -before - 1 : before);
  }
}
