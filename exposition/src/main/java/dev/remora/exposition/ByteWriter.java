package dev.remora.exposition;

import java.io.IOException;
import java.io.OutputStream;

/** A buffer of bytes before a stream, with the two kinds of text a page holds. Not thread-safe. */
final class ByteWriter {
  private static final int CAPACITY_BYTES = 16 * 1024;

  private final OutputStream out;
  private final byte[] buffer = new byte[CAPACITY_BYTES];
  private int length;

  ByteWriter(OutputStream out) {
    this.out = out;
  }

  void write(int ascii) throws IOException {
    if (length == buffer.length) {
      drain();
    }
    buffer[length++] = (byte) ascii;
  }

  /** Writes a text that is ASCII by contract: names, numbers, keywords. */
  void ascii(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      write(text.charAt(i));
    }
  }

  /** Room for {@code bytes} in {@link #buffer} at {@link #length}; ended by {@link #advance}. */
  byte[] reserve(int bytes) throws IOException {
    if (buffer.length - length < bytes) {
      drain();
    }
    return buffer;
  }

  int length() {
    return length;
  }

  void advance(int newLength) {
    length = newLength;
  }

  /** Hands over what is buffered; does not flush the stream. */
  void drain() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }
}
