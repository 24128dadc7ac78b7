package dev.remora.http;

import com.sun.net.httpserver.HttpExchange;
import dev.remora.mysql.Turn;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Answers: whole texts, and streams that are compressed where the client takes gzip. */
final class Response {
  static final String TEXT = "text/plain; charset=utf-8";
  static final String HTML = "text/html; charset=utf-8";

  private static final int UNKNOWN_LENGTH = 0;
  private static final int NO_BODY = -1;

  /** Writes a body. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  private Response() {}

  static void text(HttpExchange exchange, int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    if (isHead(exchange)) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
      exchange.sendResponseHeaders(status, NO_BODY);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    OutputStream out = exchange.getResponseBody();
    out.write(bytes);
    end(out);
  }

  static void stream(HttpExchange exchange, String type, Body body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Vary", "Accept, Accept-Encoding");
    boolean gzip = takesGzip(exchange);
    if (gzip) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    if (isHead(exchange)) {
      exchange.sendResponseHeaders(200, NO_BODY);
      return;
    }
    exchange.sendResponseHeaders(200, UNKNOWN_LENGTH);
    OutputStream raw = exchange.getResponseBody();
    boolean whole = false;
    try {
      if (gzip) {
        try (FastGzip out = new FastGzip(new LeftOpen(raw))) {
          body.writeTo(new GivingWay(out));
        }
      } else {
        body.writeTo(new GivingWay(raw));
      }
      whole = true;
    } finally {
      if (!whole) {
        // Half a page must not look whole: the server ends it so, unless ending it fails.
        exchange.setStreams(null, new Unending());
      }
    }
    end(raw);
  }

  /** Sends what there is, and only then reads the rest of the request, which may never come. */
  private static void end(OutputStream out) throws IOException {
    try {
      out.close();
    } catch (IndexOutOfBoundsException e) {
      // The JDK's server stumbles over a chunk that says it is shorter than nothing.
      throw new IOException("the rest of the request cannot be read", e);
    }
  }

  static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }

  /** Whether the client takes gzip, and no less gladly than the page as it is. */
  private static boolean takesGzip(HttpExchange exchange) {
    List<Preference> codings =
        Preference.all(exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of()));
    double gzip = quality("gzip", codings);
    return gzip > 0 && gzip >= quality("identity", codings);
  }

  /** The quality of a coding by its name, else by the wildcard's. */
  private static double quality(String name, List<Preference> codings) {
    double quality = 0;
    for (Preference coding : codings) {
      if (coding.value().equals(name)) {
        return coding.quality();
      }
      if (coding.value().equals("*")) {
        quality = coding.quality();
      }
    }
    return quality;
  }

  /** Between its pieces a page, long as it may be, gives way to other requests. */
  private static final class GivingWay extends FilterOutputStream {
    private final Turn turn = new Turn();

    GivingWay(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      turn.giveWay();
    }
  }

  /** What is behind it stays open when it is closed. */
  private static final class LeftOpen extends FilterOutputStream {
    LeftOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() {}
  }

  /** Cannot be ended; the server closes the connection then. */
  private static final class Unending extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      throw new IOException("the page was broken off");
    }

    @Override
    public void close() throws IOException {
      throw new IOException("the page was broken off");
    }
  }

  /** Gzip at its fastest: a page this regular shrinks well at any level. */
  private static final class FastGzip extends GZIPOutputStream {
    private static final int BUFFER_BYTES = 8 * 1024;

    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
