package dev.remora.exposition;

import java.io.IOException;

/** What a text format puts before the characters that would end a text too early. */
final class Escapes {
  private Escapes() {}

  /** Writes a text that stands in quotes. */
  static void quoted(byte[] utf8, int start, int end, ByteWriter out) throws IOException {
    int plain = start;
    for (int i = start; i < end; i++) {
      byte b = utf8[i];
      if (b == '"' || b == '\\' || b == '\n') {
        out.bytes(utf8, plain, i);
        out.ascii(b == '"' ? "\\\"" : b == '\n' ? "\\n" : "\\\\");
        plain = i + 1;
      }
    }
    out.bytes(utf8, plain, end);
  }

  /** Writes a text that ends with its line. */
  static void line(byte[] utf8, ByteWriter out) throws IOException {
    int plain = 0;
    for (int i = 0; i < utf8.length; i++) {
      byte b = utf8[i];
      if (b == '\\' || b == '\n') {
        out.bytes(utf8, plain, i);
        out.ascii(b == '\n' ? "\\n" : "\\\\");
        plain = i + 1;
      }
    }
    out.bytes(utf8, plain, utf8.length);
  }
}
