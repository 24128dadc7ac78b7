package dev.remora.inject.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Calls a webhook as API servers and kubelets do, each time by a connection of its own.
 *
 * @param reviews the port of reviews
 * @param plain the port of probes and metrics
 */
record Caller(int reviews, int plain) {
  static Caller of(Server server) {
    return new Caller(server.reviewsPort(), server.plainPort());
  }

  /** What trusts these authorities alone, in PEM. */
  static SSLContext trusting(String authorities) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (var each : Identity.certificates(authorities)) {
      store.setCertificateEntry("ca" + number++, each);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:%d%s".formatted(plain, path));
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  HttpResponse<String> post(SSLContext trusting, String body, String type) throws Exception {
    URI uri = URI.create("https://localhost:%d%s".formatted(reviews, Server.PATH));
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trusting).build()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  /** A connection on which a body of a length was announced, and its beginning was sent. */
  SSLSocket begin(SSLContext trusting, int length, String beginning) throws IOException {
    SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("localhost", reviews);
    String head =
        """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(Server.PATH, length);
    socket.getOutputStream().write((head + beginning).getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }
}
