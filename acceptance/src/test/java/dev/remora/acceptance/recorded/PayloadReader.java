package dev.remora.acceptance.recorded;

import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The content of a packet, read from front to back. Integers begin with their lowest byte. */
final class PayloadReader {
  private final byte[] bytes;
  private int at;

  PayloadReader(byte[] bytes) {
    this.bytes = bytes;
  }

  long integer(int width) throws EOFException {
    byte[] part = raw(width);
    long value = 0;
    for (int i = 0; i < width; i++) {
      value |= (part[i] & 0xFFL) << (8 * i);
    }
    return value;
  }

  /** An integer whose first byte says how wide it is. */
  long count() throws EOFException {
    int first = (int) integer(1);
    return switch (first) {
      case 0xFC -> integer(2);
      case 0xFD -> integer(3);
      case 0xFE -> integer(8);
      default -> first;
    };
  }

  /** Bytes with their length before them. */
  byte[] counted() throws EOFException {
    return raw(Math.toIntExact(count()));
  }

  /** A text with a zero byte after it, or up to the packet's end. */
  String terminated() {
    int end = at;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
    at = Math.min(end + 1, bytes.length);
    return text;
  }

  /** The text that is left. */
  String rest() {
    String text = new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8);
    at = bytes.length;
    return text;
  }

  byte[] raw(int length) throws EOFException {
    if (length > bytes.length - at) {
      throw new EOFException(
          "a packet of %d bytes has no %d more after the first %d"
              .formatted(bytes.length, length, at));
    }
    byte[] part = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return part;
  }
}
