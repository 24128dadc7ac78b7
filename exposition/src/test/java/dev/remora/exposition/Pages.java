package dev.remora.exposition;

import dev.remora.metric.Page;
import dev.remora.metric.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Pages as what goes over the wire. */
final class Pages {
  private Pages() {}

  static String text(Samples... sources) throws IOException {
    return text(bytes(Page.of(List.of(sources))));
  }

  static byte[] bytes(Page page) throws IOException {
    return bytes(page, PageFormat.TEXT);
  }

  static byte[] bytes(Page page, PageFormat format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    format.write(page, bytes);
    return bytes.toByteArray();
  }

  /** Fails on bytes that are not UTF-8 instead of replacing them. */
  static String text(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
