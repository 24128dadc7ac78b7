package dev.remora.metric;

import java.util.Arrays;

/** A growing column of texts, kept as UTF-8 one behind the other. Not thread-safe. */
final class Utf8Column {
  private static final int[] NO_ENDS = {};
  private static final byte[] NO_BYTES = {};

  private byte[] bytes = NO_BYTES;
  private int[] ends = NO_ENDS;
  private int size;

  int size() {
    return size;
  }

  int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  int end(int index) {
    return ends[index];
  }

  byte[] bytes() {
    return bytes;
  }

  /** Drops the texts from {@code newSize} on. */
  void truncate(int newSize) {
    size = newSize;
  }

  int compare(int left, int right) {
    return Arrays.compareUnsigned(bytes, start(left), end(left), bytes, start(right), end(right));
  }

  /** Appends a text; half of a surrogate pair becomes U+FFFD, so the page stays valid UTF-8. */
  void add(String text) {
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, grown(size, size + 1));
    }
    int start = size == 0 ? 0 : ends[size - 1];
    int length = text.length();
    // One char is at most three bytes; a surrogate pair is two chars and four bytes.
    reserve(start, 3L * length);
    int at = start;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[at++] = (byte) c;
      } else {
        int codePoint = c;
        if (Character.isSurrogate(c)) {
          if (Character.isHighSurrogate(c)
              && i + 1 < length
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            codePoint = Character.toCodePoint(c, text.charAt(++i));
          } else {
            codePoint = 0xFFFD;
          }
        }
        at = encode(codePoint, at);
      }
    }
    ends[size++] = at;
  }

  private int encode(int codePoint, int from) {
    int at = from;
    if (codePoint < 0x800) {
      bytes[at++] = (byte) (0xC0 | (codePoint >> 6));
    } else {
      if (codePoint < 0x10000) {
        bytes[at++] = (byte) (0xE0 | (codePoint >> 12));
      } else {
        bytes[at++] = (byte) (0xF0 | (codePoint >> 18));
        bytes[at++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      }
      bytes[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    }
    bytes[at++] = (byte) (0x80 | (codePoint & 0x3F));
    return at;
  }

  private void reserve(int used, long more) {
    long needed = used + more;
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 8) {
        throw new OutOfMemoryError("one family's labels exceed 2 GiB");
      }
      bytes = Arrays.copyOf(bytes, grown(bytes.length, (int) needed));
    }
  }

  static int grown(int capacity, int needed) {
    return Math.max(needed, (int) Math.min(capacity + (capacity >> 1) + 4L, Integer.MAX_VALUE - 8));
  }
}
