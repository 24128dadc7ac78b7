package dev.remora.http;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.config.ListenAddress;
import dev.remora.mysql.FakeServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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
@Timeout(120)
class DoorTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(2);
  // Than a patient login is given up, or a client gives up.
  private static final Duration SOONER = Duration.ofSeconds(20);
  private static final Duration FRESH = Duration.ofSeconds(5);
  // A busy machine may hold up one of them, and hardly all.
  private static final int ROUNDS = 5;

  private final OpenDoor door = new OpenDoor();

  @BeforeEach
  void open() throws IOException {
    door.open("/metrics", FakeServer.closedPort());
  }

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void servesAPageThatSaysTheDatabaseIsDown() throws Exception {
    HttpResponse<String> response = door.get("/metrics");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8; escaping=underscores");
    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(response.body())
        .contains("\nmysql_up 0\n", "\nmysqld_exporter_build_info{branch=\"<main>\",")
        .contains("\njvm_info{", "\njvm_memory_used_bytes{area=\"heap\"} ")
        .endsWith("\n");
    assertThat(response.body().lines().filter(line -> line.startsWith("mysql_"))).hasSize(1);
    assertThat(door.log()).hasLineCount(1).contains("Connection refused");
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
    String answer = door.raw("GET /metrics" + query + " HTTP/1.0\n\n");

    assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("\nmysql_up 0\n");
  }

  @Test
  void servesInTheTimeThatTheHeaderAllows() throws Exception {
    try (FakeServer silent = FakeServer.silent()) {
      door.openPatient(silent.address());
      long start = System.nanoTime();

      HttpResponse<String> response =
          door.send(door.request("/metrics").header("X-Prometheus-Scrape-Timeout-Seconds", "0.75"));

      assertThat(response.body()).contains("\nmysql_up 0\n");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOONER);
    }
  }

  @Test
  void answersAProbeOfAKubeletWhileTheDatabaseHangs() throws Exception {
    try (FakeServer silent = FakeServer.silent()) {
      door.openPatient(silent.address());
      long start = System.nanoTime();

      HttpResponse<String> response =
          door.send(door.request("/metrics").header("User-Agent", "kube-probe/1.32"));

      assertThat(response.body()).contains("\nmysql_up 0\n");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOONER);
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
    "'gzip;q=0.5, identity', identity",
    "'identity;q=0.5, gzip;q=0.5', gzip",
    "'gzip;q=0.5, *', identity",
    "'gzip;q=0, *', identity",
    "'*;q=0.5, gzip', gzip",
    "'*;q=0.5, gzip;q=0.2', identity",
    "'identity;q=0, *', gzip",
    "identity;q=0, identity",
    "*;q=0, identity",
    "gzip;q=x, identity",
    "'', identity"
  })
  void compressesForWhoTakesGzip(String accepted, String expected) throws Exception {
    HttpResponse<byte[]> response =
        door.client()
            .send(
                door.request("/metrics").header("Accept-Encoding", accepted).build(),
                BodyHandlers.ofByteArray());

    assertThat(response.headers().firstValue("Content-Encoding").orElse("identity"))
        .isEqualTo(expected);
    assertThat(response.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
    assertThat(names(body(response))).isEqualTo(names(door.get("/metrics").body()));
  }

  @Test
  void answersHeadWithoutABody() throws Exception {
    HttpResponse<String> whole = door.get("/");

    assertThat(door.raw("HEAD / HTTP/1.1\nHost: x\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("\r\nContent-Length: " + whole.body().length() + "\r\n")
        .endsWith("\r\n\r\n");
    assertThat(door.raw("HEAD /metrics HTTP/1.1\nHost: x\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("\r\nContent-Type: text/plain; version=0.0.4")
        .endsWith("\r\n\r\n");
    assertThat(door.raw("HEAD /none HTTP/1.1\nHost: x\nConnection: close\n\n"))
        .startsWith("HTTP/1.1 404 Not Found\r\n")
        .endsWith("\r\n\r\n");
    assertThat(door.log()).doesNotContain("Client went away", "Fault");
  }

  @Test
  void showsPeopleTheWay() throws Exception {
    HttpResponse<String> response = door.get("/");

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
    HttpResponse<String> response = door.get("/-/healthy");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("healthy\n");
    assertThat(door.log()).isEmpty();
  }

  @Test
  void isNotReadyWithoutADatabase() throws Exception {
    HttpResponse<String> response = door.get("/-/ready");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("not ready: the database does not answer\n");
  }

  @Test
  void asksTheDatabaseOnceForManyWhoWantToKnow() throws Exception {
    try (FakeServer server = FakeServer.refusing(1045, "28000", "Access denied")) {
      door.open("/metrics", server.address());
      long start = System.nanoTime();

      for (int i = 0; i < 5; i++) {
        assertThat(door.get("/-/ready").statusCode()).isEqualTo(503);
      }

      long stale = Duration.ofNanos(System.nanoTime() - start).dividedBy(FRESH);
      assertThat((long) server.clients()).isBetween(1L, 1 + stale);
    }
  }

  @Test
  void isReadyWhenTheDatabaseHasNoRoomForTheQuestion() throws Exception {
    try (FakeServer server = FakeServer.refusing(1040, "08004", "Too many connections")) {
      // The question has less than a second, which a busy machine may take from it.
      int status = 0;
      for (int round = 0; round < ROUNDS && status != 200; round++) {
        door.open("/metrics", server.address());
        status = door.get("/-/ready").statusCode();
      }

      assertThat(status).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/none", "/metrics/", "/METRICS", "/-/", "/probe/", "/favicon.ico"})
  void saysThatThereIsNoSuchPage(String path) throws Exception {
    HttpResponse<String> response = door.get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(response.body()).isEqualTo("404 page not found\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"})
  void takesNoOtherMethods(String method) throws Exception {
    HttpResponse<String> response =
        door.send(door.request("/metrics").method(method, BodyPublishers.ofString("x=1")));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(response.body()).isEqualTo("405 method not allowed: use GET\n");
  }

  @Test
  void servesTheMetricsWhereTheSettingsSay() throws Exception {
    door.open("/a/m", FakeServer.closedPort());

    assertThat(door.get("/a/m").body()).contains("\nmysql_up 0\n");
    assertThat(door.get("/metrics").statusCode()).isEqualTo(404);
    assertThat(door.get("/").body()).contains("<a href=\"/a/m\">Metrics</a>");
  }

  @Test
  void servesTheMetricsInPlaceOfTheLandingPage() throws Exception {
    door.open("/", FakeServer.closedPort());

    assertThat(door.get("/").body()).contains("\nmysql_up 0\n");
  }

  @Test
  void keepsAConnectionForTheNextRequest() throws Exception {
    String answers =
        door.raw(
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
  void answersBeforeTheRestOfTheRequestHasCome() throws Exception {
    try (Socket socket = door.connected()) {
      socket
          .getOutputStream()
          .write(
              "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 405".length());

      assertThat(answer).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1 405");
    }
  }

  @Test
  void doesNotHangOnAHeaderOverTheLimit() throws Exception {
    String answer = door.raw("GET /-/healthy HTTP/1.1\nX: " + "x".repeat(70_000) + "\n\n");

    assertThat(answer).doesNotContain("200 OK");
    assertThat(door.get("/-/healthy").statusCode()).isEqualTo(200);
  }

  @Test
  void doesNotHangOnTooManyHeaders() throws Exception {
    String headers =
        IntStream.range(0, 500).mapToObj(i -> "X%d: y\n".formatted(i)).collect(joining());

    String answer = door.raw("GET /-/healthy HTTP/1.1\n" + headers + "\n");

    assertThat(answer).doesNotContain("200 OK");
    assertThat(door.get("/-/healthy").statusCode()).isEqualTo(200);
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
    assertThat(door.raw(request)).doesNotContain("mysql_up");
    assertThat(door.get("/-/healthy").statusCode()).isEqualTo(200);
  }

  @Test
  void saysAtOnceWhichAddressItCannotListenOn() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String text = "127.0.0.1:" + taken.getLocalPort();
      ListenAddress free = new ListenAddress("127.0.0.1:0", "127.0.0.1", 0);
      ListenAddress busy = new ListenAddress(text, "127.0.0.1", taken.getLocalPort());

      Duration quickest = SOONER;
      for (int round = 0; round < ROUNDS && quickest.compareTo(AT_ONCE) > 0; round++) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> door.open(List.of(free, busy)))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("cannot listen on " + text + ": ");
        quickest = Duration.ofNanos(System.nanoTime() - start);
      }
      assertThat(quickest).isLessThan(AT_ONCE);
    }
  }

  @Test
  void closesAtOnceWhenNothingRuns() throws Exception {
    Duration quickest = SOONER;
    for (int round = 0; round < ROUNDS && quickest.compareTo(AT_ONCE) > 0; round++) {
      open();
      door.get("/-/healthy");
      try (Socket halfARequest = door.connected()) {
        halfARequest.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
        door.get("/-/healthy");
        long start = System.nanoTime();

        door.closeDoor();

        quickest = Duration.ofNanos(System.nanoTime() - start);
      }
    }
    assertThat(quickest).isLessThan(AT_ONCE);
    assertThatThrownBy(() -> door.get("/-/healthy")).isInstanceOf(IOException.class);
  }

  @Test
  void finishesARunningScrapeBeforeItCloses() throws Exception {
    try (FakeServer silent = FakeServer.silent()) {
      door.open("/metrics", silent.address());
      CompletableFuture<HttpResponse<String>> response =
          door.client()
              .sendAsync(
                  door.request("/metrics")
                      .header("X-Prometheus-Scrape-Timeout-Seconds", "1.5")
                      .build(),
                  BodyHandlers.ofString());
      while (silent.clients() == 0) {
        Thread.onSpinWait();
      }

      door.close();

      assertThat(response.get().body()).contains("\nmysql_up 0\n");
    }
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
}
