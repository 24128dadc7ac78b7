package dev.remora.inject.webhook;

import dev.remora.inject.json.JsonException;
import dev.remora.inject.json.JsonReader;
import dev.remora.inject.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The API server, asked with the Pod's own token. Objects are plain values, and go back with all
 * that they came with.
 */
public final class KubernetesApi implements Objects {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int MOST_BYTES = 4 << 20;
  private static final int SHOWN = 300;
  private static final Set<Integer> DONE = Set.of(200, 201);

  private final URI server;
  private final Path account;

  /**
   * The one of this cluster.
   *
   * @param account the folder of the Pod's service account
   */
  public KubernetesApi(URI server, Path account) {
    this.server = server;
    this.account = account;
  }

  @Override
  public Optional<Map<String, Object>> get(String path) throws IOException {
    Reply reply = ask("GET", path, "");
    if (reply.status() == 404) {
      return Optional.empty();
    }
    if (!DONE.contains(reply.status())) {
      throw reply.failure("GET", path);
    }
    try {
      Object object = JsonReader.read(reply.body());
      return Optional.of(Plain.map(object));
    } catch (JsonException e) {
      throw new IOException("%s is no JSON: %s".formatted(path, e.getMessage()));
    }
  }

  @Override
  public boolean create(String path, Map<String, Object> object) throws IOException {
    return write("POST", path, object);
  }

  @Override
  public boolean replace(String path, Map<String, Object> object) throws IOException {
    // Not PATCH, which the JDK's client does not know; the version in it keeps it safe.
    return write("PUT", path, object);
  }

  private boolean write(String method, String path, Map<String, Object> object) throws IOException {
    Reply reply = ask(method, path, JsonWriter.compact(object));
    if (DONE.contains(reply.status())) {
      return true;
    }
    if (reply.status() == 409) {
      return false;
    }
    throw reply.failure(method, path);
  }

  private record Reply(int status, String body) {
    IOException failure(String method, String path) {
      String shown = body.length() <= SHOWN ? body : body.substring(0, SHOWN);
      return new IOException("%s %s: %d %s".formatted(method, path, status, shown.strip()));
    }
  }

  private Reply ask(String method, String path, String body) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) server.resolve(path).toURL().openConnection();
    try {
      if (connection instanceof HttpsURLConnection https) {
        https.setSSLSocketFactory(context().getSocketFactory());
      }
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      connection.setRequestMethod(method);
      // Read each time: the kubelet renews it.
      String token = Files.readString(account.resolve("token")).strip();
      connection.setRequestProperty("Authorization", "Bearer " + token);
      connection.setRequestProperty("Accept", "application/json");
      // The next one has a context of its own: nothing would use this connection again.
      connection.setRequestProperty("Connection", "close");
      if (!body.isEmpty()) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      int status = connection.getResponseCode();
      return new Reply(status, read(connection, status));
    } catch (GeneralSecurityException e) {
      throw new IOException("the API server's certificate authority: " + e.getMessage(), e);
    } finally {
      connection.disconnect();
    }
  }

  private static String read(HttpURLConnection connection, int status) throws IOException {
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return in == null ? "" : new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (X509Certificate each :
        Identity.certificates(Files.readString(account.resolve("ca.crt")))) {
      store.setCertificateEntry("ca" + number++, each);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
