package dev.remora.metric;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing column of texts, kept as UTF-8 one behind the other, in blocks. Not thread-safe. */
final class Utf8Column {
  private static final int BITS = 15;
  private static final int BLOCK = 1 << BITS;
  private static final int FIRST = 32;
  private static final byte[][] NONE = {};

  private byte[][] blocks = NONE;
  // Of the block that is written to: which it is, and how much of it is used.
  private int block = -1;
  private int used;
  // Of each text where it starts (the number of its block, then the place in it) and its length. A
  // text is never parted.
  private final IntColumn places = new IntColumn();
  private boolean plain = true;

  int size() {
    return places.size() / 2;
  }

  /** The bytes that hold a text, among others. */
  byte[] bytes(int index) {
    return blocks[places.get(2 * index) >>> BITS];
  }

  int start(int index) {
    return places.get(2 * index) & (BLOCK - 1);
  }

  int end(int index) {
    return start(index) + places.get(2 * index + 1);
  }

  /** Drops the texts from {@code newSize} on. */
  void truncate(int newSize) {
    if (newSize < size()) {
      block = places.get(2 * newSize) >>> BITS;
      used = start(newSize);
      places.truncate(2 * newSize);
    }
  }

  int compare(int left, int right) {
    return Arrays.compareUnsigned(
        bytes(left), start(left), end(left), bytes(right), start(right), end(right));
  }

  /** Appends a text; half of a surrogate pair becomes U+FFFD, so the page stays valid UTF-8. */
  void add(String text) {
    int length = text.length();
    // One char is at most three bytes; a surrogate pair is two chars and four bytes.
    byte[] bytes = reserve(3L * length);
    int at = used;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        plain &= isPlain(c);
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
        at = encode(codePoint, bytes, at);
      }
    }
    end(bytes, at);
  }

  /** Appends a text that is given in UTF-8; what is none becomes U+FFFD. */
  void add(byte[] utf8) {
    for (byte b : utf8) {
      if (b < 0) {
        add(new String(utf8, StandardCharsets.UTF_8));
        return;
      }
      plain &= isPlain(b);
    }
    byte[] bytes = reserve(utf8.length);
    System.arraycopy(utf8, 0, bytes, used, utf8.length);
    end(bytes, used + utf8.length);
  }

  /** Whether no text has a character that a format puts an escape before. */
  boolean isPlain() {
    return plain;
  }

  static boolean isPlain(int ascii) {
    return ascii != '"' && ascii != '\\' && ascii != '\n';
  }

  private void end(byte[] bytes, int end) {
    places.add((block << BITS) | used);
    places.add(end - used);
    used = end;
    if (bytes.length > BLOCK) {
      // A block of its own, of which two thirds may be empty.
      blocks[block] = Arrays.copyOf(bytes, end);
    }
  }

  private static int encode(int codePoint, byte[] bytes, int from) {
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

  /** The block to write to, with room for so many bytes at {@link #used}. */
  private byte[] reserve(long more) {
    // Even an empty text needs a place inside the block.
    if (block >= 0 && used < BLOCK && used + more <= blocks[block].length) {
      return blocks[block];
    }
    if (block == 0 && used < BLOCK && used + more <= BLOCK) {
      // Most columns are small, and few are large: the first block grows.
      long wanted = Math.max(used + more, 2L * blocks[0].length);
      blocks[0] = Arrays.copyOf(blocks[0], (int) Math.min(BLOCK, wanted));
      return blocks[0];
    }
    if (more > Integer.MAX_VALUE - 8 || block == Integer.MAX_VALUE >>> BITS) {
      throw new OutOfMemoryError("one family's labels exceed 2 GiB");
    }
    block++;
    used = 0;
    if (block == blocks.length) {
      blocks = Arrays.copyOf(blocks, block + 1 + block / 2);
    }
    int least = block == 0 ? FIRST : BLOCK;
    blocks[block] = new byte[(int) Math.max(least, more)];
    return blocks[block];
  }
}
