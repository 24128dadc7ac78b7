package dev.remora.metric;

import java.util.Arrays;

/** A growing column of whole numbers. What is there is never copied but at first. */
final class IntColumn {
  private static final int BITS = 12;
  private static final int CHUNK = 1 << BITS;
  private static final int FIRST = 4;
  private static final int[][] NONE = {};

  private int[][] chunks = NONE;
  private int size;

  int size() {
    return size;
  }

  void add(int number) {
    int chunk = size >>> BITS;
    int at = size & (CHUNK - 1);
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunk + 1 + chunk / 2);
    }
    if (chunks[chunk] == null) {
      chunks[chunk] = new int[chunk == 0 ? FIRST : CHUNK];
    } else if (at == chunks[chunk].length) {
      chunks[chunk] = Arrays.copyOf(chunks[chunk], Math.min(CHUNK, 4 * at));
    }
    chunks[chunk][at] = number;
    size++;
  }

  int get(int index) {
    return chunks[index >>> BITS][index & (CHUNK - 1)];
  }

  /** Drops the numbers from {@code newSize} on. */
  void truncate(int newSize) {
    size = newSize;
  }
}
