package dev.remora.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.mysql.FakeServer;
import dev.remora.tls.Identity;
import dev.remora.tls.Pem;
import dev.remora.tls.Trust;
import dev.remora.web.Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A door behind a web configuration file. */
@Timeout(120)
class GuardedDoorTest {
  private static final String ALICE =
      "basic_auth_users:\n  alice: $2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW\n";
  private static final String TLS =
      "tls_server_config:\n  cert_file: server.pem\n  key_file: server.key\n";

  private final OpenDoor door = new OpenDoor();
  private final Issuer issuer = new Issuer("issuer");
  @TempDir private Path folder;

  @BeforeEach
  void writeCertificate() throws IOException {
    replaceCertificate(issuer.issue("server", "localhost"));
  }

  @AfterEach
  void close() {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/metrics",
        "/probe",
        "/-/reload",
        "/-/healthy",
        "/-/ready",
        "/none",
        "//a/b"
      })
  void asksEverywhereWhoComes(String path) throws Exception {
    open(ALICE + "http_server_config:\n  headers:\n    X-Frame-Options: deny\n");

    HttpResponse<String> response = door.get(path);

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo("Unauthorized\n");
    assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Basic");
    assertThat(response.headers().firstValue("X-Frame-Options")).contains("deny");
  }

  @Test
  void servesThoseWhoAreKnown() throws Exception {
    open(ALICE + "http_server_config:\n  headers:\n    X-Frame-Options: deny\n");

    HttpResponse<String> response =
        door.send(door.request("/metrics").header("Authorization", basic("alice:secret")));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\nmysql_up 0\n");
    assertThat(response.headers().firstValue("X-Frame-Options")).contains("deny");
  }

  @Test
  void tellsWhoComesTooOften() throws Exception {
    open(ALICE + "rate_limit: {interval: 1h, burst: 1}\n");

    assertThat(door.get("/").statusCode()).isEqualTo(401);
    HttpResponse<String> response = door.get("/");
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.body()).isEqualTo("Too Many Requests\n");
  }

  @Test
  void answersNobodyWhileTheFileIsOfNoUse() throws Exception {
    open(ALICE);
    Files.writeString(folder.resolve("web.yml"), "nonsense: true\n");

    HttpResponse<String> response = door.get("/");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("Internal Server Error\n");
  }

  @Test
  void encrypts() throws Exception {
    open(TLS);

    assertThat(get("/metrics", trusting(issuer)).body()).contains("\nmysql_up 0\n");
    assertThatThrownBy(() -> get("/metrics", trusting(new Issuer("another"))))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> door.get("/metrics")).isInstanceOf(IOException.class);
  }

  @Test
  void showsTheCertificateThatThereIsNow() throws Exception {
    open(TLS);
    assertThat(get("/-/healthy", trusting(issuer)).statusCode()).isEqualTo(200);
    Issuer next = new Issuer("next");

    replaceCertificate(next.issue("server", "localhost"));

    assertThat(get("/-/healthy", trusting(next)).statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> get("/-/healthy", trusting(issuer))).isInstanceOf(IOException.class);
  }

  @Test
  void endsHandshakesWhileTheFileIsOfNoUse() throws Exception {
    open(TLS);
    Files.writeString(folder.resolve("web.yml"), "");
    assertThatThrownBy(() -> get("/", trusting(issuer))).isInstanceOf(IOException.class);
    assertThat(door.log()).contains("TLS is no longer configured");

    Files.writeString(folder.resolve("web.yml"), TLS + "more: 1\n");
    assertThatThrownBy(() -> get("/", trusting(issuer))).isInstanceOf(IOException.class);

    Files.writeString(folder.resolve("web.yml"), TLS);
    assertThat(get("/", trusting(issuer)).statusCode()).isEqualTo(200);
    assertThat(door.log()).contains("web.yml:4: more is not known here");
  }

  @Test
  void asksForACertificate() throws Exception {
    Files.writeString(folder.resolve("ca.pem"), issuer.certificate());
    open(
        TLS
            + "  client_ca_file: ca.pem\n"
            + "  client_auth_type: RequireAndVerifyClientCert\n"
            + "  client_allowed_sans: [good]\n");

    assertThat(get("/", as(issuer.issue("a", "good"))).statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> get("/", as(issuer.issue("good", "bad"))))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> get("/", as(new Issuer("another").issue("a", "good"))))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> get("/", trusting(issuer))).isInstanceOf(IOException.class);
    assertThat(door.log()).contains("none of its names is in client_allowed_sans");
  }

  @Test
  void servesOthersWhileManySayNothing() throws Exception {
    open(TLS);
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 150; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
        silent.add(socket);
        if (i % 2 == 0) {
          // The beginning of a greeting: a record that is announced and does not come.
          socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
        }
      }

      assertThat(get("/-/healthy", trusting(issuer)).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private void open(String text) throws Exception {
    door.openGuarded(Files.writeString(folder.resolve("web.yml"), text), FakeServer.closedPort());
  }

  private void replaceCertificate(Issuer.Issued issued) throws IOException {
    for (String[] file :
        new String[][] {{"server.pem", issued.certificate()}, {"server.key", issued.key()}}) {
      Path next = Files.writeString(folder.resolve("next"), file[1]);
      Files.move(next, folder.resolve(file[0]), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private HttpResponse<String> get(String path, SSLContext context)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + door.port() + path))
            .timeout(Duration.ofSeconds(30))
            .build();
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_2).build()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private static SSLContext trusting(Issuer issuer) throws Exception {
    return context(issuer, new KeyManager[0]);
  }

  private SSLContext as(Issuer.Issued client) throws Exception {
    return context(issuer, Identity.parse(client.certificate(), client.key()).keyManagers());
  }

  private static SSLContext context(Issuer trusted, KeyManager[] keys) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    Trust trust = Trust.in(Pem.certificates(trusted.certificate()));
    context.init(keys, new TrustManager[] {trust}, null);
    return context;
  }

  private static String basic(String credentials) {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }
}
