package dev.remora.inject.yaml;

/**
 * A piece of a text that is replaced by another.
 *
 * @param depth how deep what is inserted stands: of two insertions at one place, the deeper is
 *     first
 */
record Edit(int start, int end, String text, int depth) {
  static Edit insert(int at, String text, int depth) {
    return new Edit(at, at, text, depth);
  }

  static Edit remove(int start, int end) {
    return new Edit(start, end, "", 0);
  }
}
