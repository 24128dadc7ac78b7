package dev.remora.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ResponseTest {
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
  private byte[] page = {};
  private boolean breaksOff;

  ResponseTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void open() {
    server.createContext(
        "/",
        exchange -> {
          connections.add(exchange.getRemoteAddress());
          try {
            Response.stream(
                exchange,
                Response.TEXT,
                out -> {
                  out.write(page, 0, page.length);
                  if (breaksOff) {
                    throw new IllegalStateException("a fault in the middle of a page");
                  }
                });
          } finally {
            exchange.close();
          }
        });
    server.start();
  }

  @AfterEach
  void close() {
    client.close();
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "identity, 0",
    "identity, 1",
    "identity, 100000",
    "gzip, 0",
    "gzip, 1",
    "gzip, 100000"
  })
  void streamsAPageAndLeavesTheConnectionOpen(String coding, int length) throws Exception {
    page = bytes(length);

    for (int i = 0; i < 3; i++) {
      assertThat(get(coding)).isEqualTo(page);
    }

    assertThat(connections).hasSize(1);
  }

  /** Who reads it would miss what is not there, and not know. */
  @ParameterizedTest
  @CsvSource({
    "identity, 0",
    "identity, 1",
    "identity, 100000",
    "gzip, 0",
    "gzip, 1",
    "gzip, 100000"
  })
  void doesNotMakeHalfAPageLookWhole(String coding, int length) {
    page = bytes(length);
    breaksOff = true;

    assertThatThrownBy(() -> get(coding)).isInstanceOf(IOException.class);
  }

  private byte[] get(String coding) throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept-Encoding", coding).build();
    byte[] body = client.send(request, BodyHandlers.ofByteArray()).body();
    if (!coding.equals("gzip")) {
      return body;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
