package dev.remora.acceptance.recorded;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The content of a packet while it is put together. Integers begin with their lowest byte. */
public final class Payload {
  private static final int NULL = 0xFB;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public Payload integer(int width, long value) {
    for (int i = 0; i < width; i++) {
      bytes.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  /** An integer as wide as it needs to be; how lengths and counts are written. */
  public Payload count(long value) {
    if (value < 0xFB) {
      return integer(1, value);
    }
    if (value < 1 << 16) {
      return integer(1, 0xFC).integer(2, value);
    }
    if (value < 1 << 24) {
      return integer(1, 0xFD).integer(3, value);
    }
    return integer(1, 0xFE).integer(8, value);
  }

  /** A text with its length before it. */
  public Payload text(String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return count(content.length).raw(content);
  }

  /** NULL in the place of a text. */
  public Payload nothing() {
    return integer(1, NULL);
  }

  /** A text with a zero byte after it. */
  public Payload terminated(String text) {
    return open(text).integer(1, 0);
  }

  /** A text that ends with the packet. */
  public Payload open(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  public Payload raw(byte[] content) {
    bytes.writeBytes(content);
    return this;
  }

  public byte[] bytes() {
    return bytes.toByteArray();
  }
}
