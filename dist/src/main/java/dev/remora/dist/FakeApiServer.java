package dev.remora.dist;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** As much of Kubernetes as a webhook asks that makes its certificates itself. */
final class FakeApiServer implements AutoCloseable {
  /** Where the webhook is, as it believes. */
  static final String NAMESPACE = "remora";

  private static final String SECRETS = "/api/v1/namespaces/" + NAMESPACE + "/secrets";
  private static final String SECRET = SECRETS + "/remora-webhook-tls";
  private static final String CONFIGURATION =
      "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/remora-webhook";
  private static final String EMPTY_CONFIGURATION =
      """
      {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "MutatingWebhookConfiguration",
        "metadata": {"name": "remora-webhook", "resourceVersion": "1"},
        "webhooks": [{"name": "pod", "clientConfig": {}}, {"name": "namespace", "clientConfig": {}}]}
      """;

  private final HttpsServer server;
  private final Map<String, String> objects = new ConcurrentHashMap<>();

  /** Listens, and is who the context says. */
  FakeApiServer(SSLContext context) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", this::answer);
    objects.put(CONFIGURATION, EMPTY_CONFIGURATION);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      switch (exchange.getRequestMethod()) {
        case "POST" -> {
          objects.put(SECRET, body);
          send(exchange, 201, body);
        }
        case "PUT" -> {
          objects.put(path, body);
          send(exchange, 200, body);
        }
        default -> {
          String object = objects.getOrDefault(path, "");
          send(exchange, object.isEmpty() ? 404 : 200, object.isEmpty() ? "{}" : object);
        }
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
