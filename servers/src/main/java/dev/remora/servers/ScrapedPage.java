package dev.remora.servers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

/** What came back for one request. */
public record ScrapedPage(int status, HttpHeaders headers, String body, Duration took) {

  public static ScrapedPage of(int status, HttpHeaders headers, byte[] bytes, Duration took) {
    boolean gzip = headers.firstValue("Content-Encoding").orElse("").equals("gzip");
    String body = new String(gzip ? unzip(bytes) : bytes, StandardCharsets.UTF_8);
    return new ScrapedPage(status, headers, body, took);
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public Exposition exposition() {
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
