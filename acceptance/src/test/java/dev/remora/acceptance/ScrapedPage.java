package dev.remora.acceptance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

/** What came back for one request. */
record ScrapedPage(int status, HttpHeaders headers, String body, Duration took) {

  static ScrapedPage of(int status, HttpHeaders headers, byte[] bytes, Duration took) {
    boolean gzip = headers.firstValue("Content-Encoding").orElse("").equals("gzip");
    String body = new String(gzip ? unzip(bytes) : bytes, StandardCharsets.UTF_8);
    return new ScrapedPage(status, headers, body, took);
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  Exposition exposition() {
    return Exposition.parse(body);
  }

  private static byte[] unzip(byte[] bytes) {
    try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
