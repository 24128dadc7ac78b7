package dev.remora.exposition;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A buffer of bytes before a stream, with the kinds of text and numbers that a page holds. Not
 * thread-safe.
 */
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
  // The one way to copy a string's bytes without a loop or an array between; of ASCII it loses
  // none.
  @SuppressWarnings("deprecation")
  void ascii(String text) throws IOException {
    int from = 0;
    while (text.length() - from > buffer.length - length) {
      int part = buffer.length - length;
      text.getBytes(from, from + part, buffer, length);
      length += part;
      from += part;
      drain();
    }
    text.getBytes(from, text.length(), buffer, length);
    length += text.length() - from;
  }

  /** Writes bytes as they are. */
  void bytes(byte[] bytes) throws IOException {
    bytes(bytes, 0, bytes.length);
  }

  /** Writes some bytes as they are. */
  void bytes(byte[] bytes, int start, int end) throws IOException {
    int from = start;
    while (end - from > buffer.length - length) {
      int part = buffer.length - length;
      System.arraycopy(bytes, from, buffer, length, part);
      length += part;
      from += part;
      drain();
    }
    System.arraycopy(bytes, from, buffer, length, end - from);
    length += end - from;
  }

  /** Writes a number in base 128, its lowest digits first: small numbers take few bytes. */
  void varint(long value) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    write((int) rest);
  }

  /** Writes the eight bytes of a number, the lowest first. */
  void littleEndian(double value) throws IOException {
    byte[] room = reserve(Double.BYTES);
    long bits = Double.doubleToRawLongBits(value);
    for (int i = 0; i < Double.BYTES; i++) {
      room[length++] = (byte) (bits >>> (Byte.SIZE * i));
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
