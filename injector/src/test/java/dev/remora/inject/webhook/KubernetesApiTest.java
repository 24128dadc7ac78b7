package dev.remora.inject.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server, as far as the webhook asks it, by a server that says what the test wants. */
class KubernetesApiTest {
  @TempDir private Path account = Path.of("");
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server = server();
  private volatile int status = 200;
  private volatile String body = "{\"kind\":\"Secret\",\"other\":[1]}";

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    Files.writeString(account.resolve("token"), "first\n");
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      asked.add(
          "%s %s %s %s"
              .formatted(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  text));
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private KubernetesApi api() {
    return new KubernetesApi(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), account);
  }

  @Test
  void asksWithTheTokenAsItIsNow() throws IOException {
    assertThat(api().get("/api/v1/x")).contains(Map.of("kind", "Secret", "other", List.of(1)));
    Files.writeString(account.resolve("token"), "second");
    assertThat(api().replace("/api/v1/x", Map.of("a", 1))).isTrue();

    assertThat(asked)
        .containsExactly("GET /api/v1/x Bearer first ", "PUT /api/v1/x Bearer second {\"a\":1}");
  }

  /** The token goes to nobody else. */
  @Test
  void onlyTheAuthorityOfTheAccountIsTrusted() throws Exception {
    Authority.Issued own = Authority.issue("localhost", Instant.now(), Duration.ofDays(1));
    Authority.Issued other = Authority.issue("localhost", Instant.now(), Duration.ofDays(1));
    Presented presented = new Presented(new Metrics("0.1.0"), Clock.systemUTC());
    presented.replace(Identity.parse(own.certificate(), own.key()));
    HttpsServer encrypted =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    encrypted.setHttpsConfigurator(new HttpsConfigurator(presented.context()));
    encrypted.createContext("/", this::answer);
    encrypted.start();
    try {
      URI uri = URI.create("https://localhost:" + encrypted.getAddress().getPort());
      KubernetesApi api = new KubernetesApi(uri, account);

      Files.writeString(account.resolve("ca.crt"), other.authority());
      assertThatThrownBy(() -> api.get("/api/v1/x")).isInstanceOf(SSLException.class);
      assertThat(asked).isEmpty();

      Files.writeString(account.resolve("ca.crt"), other.authority() + own.authority());
      assertThat(api.get("/api/v1/x")).isPresent();
      assertThat(asked).containsExactly("GET /api/v1/x Bearer first ");
    } finally {
      encrypted.stop(0);
    }
  }

  @Test
  void whatIsNotThereIsNone() throws IOException {
    status = 404;

    assertThat(api().get("/api/v1/x")).isEmpty();
  }

  @Test
  void whoeverWasQuickerIsNoMistake() throws IOException {
    status = 409;

    assertThat(api().create("/api/v1", Map.of())).isFalse();
    assertThat(api().replace("/api/v1/x", Map.of())).isFalse();
  }

  @Test
  void aRefusalIsToldWithoutTheToken() {
    status = 403;
    body = "{\"message\":\"secrets is forbidden\"}";

    assertThatThrownBy(() -> api().create("/api/v1", Map.of("key", "hunter2")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("POST /api/v1: 403 {\"message\":\"secrets is forbidden\"}")
        .hasMessageNotContaining("first")
        .hasMessageNotContaining("hunter2");
  }
}
