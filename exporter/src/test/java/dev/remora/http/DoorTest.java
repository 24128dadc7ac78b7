package dev.remora.http;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.config.ListenAddress;
import dev.remora.config.Settings;
import dev.remora.log.Format;
import dev.remora.log.Level;
import dev.remora.log.Written;
import dev.remora.mysql.Address;
import dev.remora.mysql.FakeServer;
import dev.remora.mysql.Lifetimes;
import dev.remora.mysql.Secret;
import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Sessions;
import dev.remora.mysql.Target;
import dev.remora.scrape.Engine;
import dev.remora.self.BuildInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes behind a real door, in front of a database that is not there. */
@Timeout(30)
class DoorTest {
  private static final BuildInfo BUILD =
      new BuildInfo("1.2.3", "abc", "<main>", "2026-11-01T00:00:00Z");
  private static final int PATIENCE_MILLIS = 5_000;
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private final Written written = new Written();
  private final HttpClient client = HttpClient.newHttpClient();
  private Door door;
  private Sessions sessions;

  @BeforeEach
  void open() throws IOException {
    sessions = sessions(FakeServer.closedPort());
    door = open("/metrics", sessions);
  }

  @AfterEach
  void close() {
    client.close();
    door.close();
    sessions.close();
  }

  @Test
  void servesAPageThatSaysTheDatabaseIsDown() throws Exception {
    HttpResponse<String> response = get("/metrics");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8; escaping=underscores");
    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(response.body())
        .contains("\nmysql_up 0\n", "\nmysqld_exporter_build_info{branch=\"<main>\",")
        .contains("\njvm_info{", "\njvm_memory_used_bytes{area=\"heap\"} ")
        .endsWith("\n");
    assertThat(response.body().lines().filter(line -> line.startsWith("mysql_"))).hasSize(1);
    assertThat(written.text()).hasLineCount(1).contains("Connection refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?collect[]=global_status",
        "?collect%5B%5D=none&collect[]=",
        "?",
        "?collect[]",
        "?a=b"
      })
  void servesAPageWhateverIsToBeCollected(String query) throws Exception {
    String answer = raw("GET /metrics" + query + " HTTP/1.0\n\n");

    assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("\nmysql_up 0\n");
  }

  @Test
  void servesInTheTimeThatTheHeaderAllows() throws Exception {
    try (FakeServer silent = FakeServer.silent()) {
      reopen("/metrics", silent.address());
      long start = System.nanoTime();

      HttpResponse<String> response =
          send(request("/metrics").header("X-Prometheus-Scrape-Timeout-Seconds", "0.75"));

      assertThat(response.body()).contains("\nmysql_up 0\n");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gzip, gzip",
    "GZIP, gzip",
    "'deflate, gzip;q=1.0, *;q=0.5', gzip",
    "*, gzip",
    "gzip;q=0.001, gzip",
    "gzip;q=0, identity",
    "gzip; q=0.000, identity",
    "identity, identity",
    "'zstd, br', identity",
    "xgzip, identity",
    "'', identity"
  })
  void compressesForWhoTakesGzip(String accepted, String expected) throws Exception {
    HttpResponse<byte[]> response =
        client.send(
            request("/metrics").header("Accept-Encoding", accepted).build(),
            BodyHandlers.ofByteArray());

    assertThat(response.headers().firstValue("Content-Encoding").orElse("identity"))
        .isEqualTo(expected);
    assertThat(response.headers().firstValue("Vary")).contains("Accept-Encoding");
    assertThat(names(body(response))).isEqualTo(names(get("/metrics").body()));
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    HttpResponse<String> whole = get("/");

    assertThat(raw("HEAD / HTTP/1.1\nHost: x\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("\r\nContent-Length: " + whole.body().length() + "\r\n")
        .endsWith("\r\n\r\n");
    assertThat(raw("HEAD /metrics HTTP/1.1\nHost: x\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("\r\nContent-Type: text/plain; version=0.0.4")
        .endsWith("\r\n\r\n");
    assertThat(raw("HEAD /none HTTP/1.1\nHost: x\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 404 Not Found\r\n")
        .endsWith("\r\n\r\n");
    assertThat(written.text()).doesNotContain("Client went away", "Fault");
  }

  @Test
  void showsPeopleTheWay() throws Exception {
    HttpResponse<String> response = get("/");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(response.body())
        .contains("<title>MySQLd Exporter</title>")
        .contains("Prometheus Exporter for MySQL servers")
        .contains("(version=1.2.3, branch=&lt;main>, revision=abc)")
        .contains("<a href=\"/metrics\">Metrics</a>");
  }

  @Test
  void isHealthyWithoutADatabase() throws Exception {
    HttpResponse<String> response = get("/-/healthy");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("healthy\n");
    assertThat(written.text()).isEmpty();
  }

  @Test
  void isNotReadyWithoutADatabase() throws Exception {
    HttpResponse<String> response = get("/-/ready");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("not ready: the database does not answer\n");
  }

  @Test
  void asksTheDatabaseOnceForManyWhoWantToKnow() throws Exception {
    try (FakeServer server = FakeServer.refusing(1045, "28000", "Access denied")) {
      reopen("/metrics", server.address());

      for (int i = 0; i < 5; i++) {
        assertThat(get("/-/ready").statusCode()).isEqualTo(503);
      }

      assertThat(server.clients()).isEqualTo(1);
    }
  }

  @Test
  void isReadyWhenTheDatabaseHasNoRoomForTheQuestion() throws Exception {
    try (FakeServer server = FakeServer.refusing(1040, "08004", "Too many connections")) {
      reopen("/metrics", server.address());

      assertThat(get("/-/ready").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/none", "/metrics/", "/METRICS", "/-/", "/-/reload", "/favicon.ico"})
  void saysThatThereIsNoSuchPage(String path) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(response.body()).isEqualTo("404 page not found\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"})
  void takesNoOtherMethods(String method) throws Exception {
    HttpResponse<String> response =
        send(request("/metrics").method(method, BodyPublishers.ofString("x=1")));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(response.body()).isEqualTo("405 method not allowed: use GET\n");
  }

  @Test
  void servesTheMetricsWhereTheSettingsSay() throws Exception {
    reopen("/a/m", FakeServer.closedPort());

    assertThat(get("/a/m").body()).contains("\nmysql_up 0\n");
    assertThat(get("/metrics").statusCode()).isEqualTo(404);
    assertThat(get("/").body()).contains("<a href=\"/a/m\">Metrics</a>");
  }

  @Test
  void servesTheMetricsInPlaceOfTheLandingPage() throws Exception {
    reopen("/", FakeServer.closedPort());

    assertThat(get("/").body()).contains("\nmysql_up 0\n");
  }

  @Test
  void keepsAConnectionForTheNextRequest() throws Exception {
    String answers =
        raw(
            """
            GET /-/healthy HTTP/1.1
            Host: x

            GET /none HTTP/1.1
            Host: x
            Connection: close

            """);

    assertThat(answers).contains("200 OK", "healthy", "404 Not Found");
  }

  @Test
  void doesNotHangOnAHeaderOverTheLimit() throws Exception {
    String answer = raw("GET /-/healthy HTTP/1.1\nX: " + "x".repeat(70_000) + "\n\n");

    assertThat(answer).doesNotContain("200 OK");
    assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotHangOnTooManyHeaders() throws Exception {
    String headers =
        IntStream.range(0, 500).mapToObj(i -> "X%d: y\n".formatted(i)).collect(joining());

    String answer = raw("GET /-/healthy HTTP/1.1\n" + headers + "\n");

    assertThat(answer).doesNotContain("200 OK");
    assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET mailto:x HTTP/1.1\nHost: x\nConnection: close\n\n",
        "GET //metrics HTTP/1.1\nHost: x\nConnection: close\n\n",
        "GET %zz HTTP/1.1\nHost: x\nConnection: close\n\n",
        "GET / HTTP/1.1\nHost: x\nno colon\nConnection: close\n\n",
        "nonsense\n\n",
        "\u0016\u0003\u0001\n\n"
      })
  void survivesBadRequests(String request) throws Exception {
    assertThat(raw(request)).doesNotContain("mysql_up");
    assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
  }

  @Test
  void saysAtOnceWhichAddressItCannotListenOn() throws Exception {
    long start = System.nanoTime();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String text = "127.0.0.1:" + taken.getLocalPort();
      ListenAddress free = new ListenAddress("127.0.0.1:0", "127.0.0.1", 0);
      ListenAddress busy = new ListenAddress(text, "127.0.0.1", taken.getLocalPort());
      Settings settings = settings("/metrics", List.of(free, busy));
      Engine engine = new Engine(sessions, 2, Duration.ZERO, written.log());

      assertThatThrownBy(() -> Door.open(settings, engine, BUILD, written.log()).close())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen on " + text + ": ");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
  }

  @Test
  void closesAtOnceWhenNothingRuns() throws Exception {
    get("/-/healthy");
    try (Socket halfARequest = connected()) {
      halfARequest.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
      get("/-/healthy");
      long start = System.nanoTime();

      door.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
    }
    assertThatThrownBy(() -> get("/-/healthy")).isInstanceOf(IOException.class);
  }

  @Test
  void finishesARunningScrapeBeforeItCloses() throws Exception {
    try (FakeServer silent = FakeServer.silent()) {
      reopen("/metrics", silent.address());
      CompletableFuture<HttpResponse<String>> response =
          client.sendAsync(
              request("/metrics").header("X-Prometheus-Scrape-Timeout-Seconds", "1.5").build(),
              BodyHandlers.ofString());
      while (silent.clients() == 0) {
        Thread.onSpinWait();
      }

      door.close();

      assertThat(response.get().body()).contains("\nmysql_up 0\n");
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.ports().getFirst() + path))
        .timeout(Duration.ofMillis(PATIENCE_MILLIS));
  }

  /** Sends lines as they are and reads all that comes until the server closes; throws if never. */
  private String raw(String request) throws IOException {
    try (Socket socket = connected()) {
      try {
        socket
            .getOutputStream()
            .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } catch (SocketException e) {
        // It closed while we still wrote: an answer too.
        return "";
      }
    }
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.ports().getFirst());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static String body(HttpResponse<byte[]> response) throws IOException {
    boolean gzip = response.headers().firstValue("Content-Encoding").isPresent();
    byte[] bytes =
        gzip
            ? new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes()
            : response.body();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The page without its numbers, which differ from one scrape to the next. */
  private static List<String> names(String page) {
    return page.lines()
        .map(line -> line.startsWith("#") ? line : line.substring(0, line.lastIndexOf(' ')))
        .toList();
  }

  private void reopen(String telemetryPath, Address database) throws IOException {
    door.close();
    sessions.close();
    sessions = sessions(database);
    door = open(telemetryPath, sessions);
  }

  private Door open(String telemetryPath, Sessions from) throws IOException {
    ListenAddress free = new ListenAddress("127.0.0.1:0", "127.0.0.1", 0);
    return Door.open(
        settings(telemetryPath, List.of(free)),
        new Engine(from, 2, Duration.ZERO, written.log()),
        BUILD,
        written.log());
  }

  private Settings settings(String telemetryPath, List<ListenAddress> listen) {
    return new Settings(
        sessions.target(),
        "a test",
        Set.of(),
        List.of(),
        2,
        Duration.ZERO,
        listen,
        telemetryPath,
        Duration.ofMillis(250),
        Level.DEBUG,
        Format.LOGFMT);
  }

  private static Sessions sessions(Address database) {
    return new Sessions(
        new Target(database, "root", new Secret("hunter2"), SessionOptions.DEFAULT),
        2,
        Lifetimes.DEFAULT);
  }
}
