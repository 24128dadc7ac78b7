package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Authority;
import dev.remora.servers.Authority.Issued;
import dev.remora.servers.Await;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is sent to the door: it answers or hangs up, says nothing ugly, keeps nothing, and
 * serves the next one at once.
 */
@Timeout(600)
class HostileHttpIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  // Waited for one after the other, those that dawdle would take minutes.
  private static final Duration AT_ONCE = Duration.ofSeconds(30);
  private static final int TRIES = 5;
  private static final String SECRET = "hunter2";
  private static final String CLOSED = "";
  private static final String ANY = "any";
  private static final int GENERATED = 150;

  // Of the JDK's server, which by default takes its time.
  private static final String SHORT_LIMITS =
      "-Dsun.net.httpserver.maxReqTime=2 -Dsun.net.httpserver.maxRspTime=4"
          + " -Dsun.net.httpserver.timerMillis=100 -Dsun.net.httpserver.idleInterval=1"
          + " -Dsun.net.httpserver.clockTick=100";

  @RegisterExtension final Exporters exporters = new Exporters();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  @TempDir private Path folder;

  @AfterEach
  void endClients() {
    clients.close();
  }

  @Test
  void answersOrHangsUpWhateverIsAsked() throws Exception {
    Path loaded = folder.resolve("classes");
    ExporterProcess exporter = remora("-Xlog:class+load:file=" + loaded);
    List<Asked> all = new ArrayList<>();
    table().forEach((request, status) -> all.add(new Asked(lines(request), status)));
    Random random = new Random(42);
    for (int i = 0; i < GENERATED; i++) {
      all.add(new Asked(mutated(random), ANY));
    }
    assertGood(exporter);
    Footprint before = Footprint.of(exporter);

    List<Future<String>> answers = new ArrayList<>();
    // Fewer than the door takes, or it hangs up on good ones.
    try (ExecutorService some = Executors.newFixedThreadPool(30)) {
      for (Asked asked : all) {
        answers.add(some.submit(() -> answer(exporter.port(), raw(asked.request))));
      }
    }

    for (int i = 0; i < all.size(); i++) {
      Asked asked = all.get(i);
      String answer = answers.get(i).get();
      // On a busy machine a good request may outlast the limits, too.
      for (int more = 0; more < TRIES && answer.equals(CLOSED) && asked.isAnswered(); more++) {
        answer = answer(exporter.port(), raw(asked.request));
      }
      assertClear(asked, answer);
    }
    assertGood(exporter);
    assertNothingLeft(exporter, before);
    assertThat(Files.readString(loaded)).doesNotContain("java.util.logging");
  }

  /**
   * A request.
   *
   * @param statuses what it may get; nothing, where the connection is closed
   */
  private record Asked(String request, String statuses) {
    boolean isAnswered() {
      return !statuses.equals(CLOSED) && !statuses.equals(ANY);
    }

    @Override
    public String toString() {
      return request.substring(0, Math.min(200, request.length()));
    }
  }

  private static void assertClear(Asked asked, String answer) {
    assertThat(statuses(answer))
        .as("%s%n->%n%s", asked, answer)
        .doesNotContain("500", "502", "503")
        .allMatch(status -> status.matches("[12345]\\d\\d"));
    if (!asked.statuses.equals(ANY)) {
      assertThat(first(statuses(answer)))
          .as("%s%n->%n%s", asked, answer)
          .isIn(Arrays.asList(asked.statuses.split(" ", -1)));
    }
    String headers = answer.split("\r\n\r\n", 2)[0];
    assertThat(headers).doesNotContainIgnoringCase("set-cookie");
  }

  /** Requests, and the status that each gets. */
  private static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    // What it is.
    table.put("nonsense\n\n", "400");
    table.put("GET\n\n", "400");
    table.put("GET /\n\n", "400");
    table.put("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003", CLOSED);
    table.put("PRI * HTTP/2.0\n\nSM\n\n", "404 400");
    table.put("GET " + "/".repeat(40_000) + " HTTP/1.1\nHost: x\n\n", CLOSED);
    table.put("G".repeat(70_000), CLOSED);
    table.put("\n".repeat(50_000), CLOSED);
    table.put("\u0000\u0000\u0000\u0000\n\n", "400");
    table.put("GET / HTTP/9.9\nHost: x\nConnection: close\n\n", "200");
    table.put("GET /  HTTP/1.1\nHost: x\nConnection: close\n\n", "200");
    table.put("GET / HTTP/1.0\n\n", "200");
    table.put("GET / HTTP/1.1\nConnection: close\n\n", "200");
    // Where it goes.
    for (String bad : List.of("/%zz", "/%", "/%1", "%zz", "/a b", "/\u0001", "/<>", "/a^b", "/|")) {
      table.put(get(bad), bad.contains(" ") ? "200 404" : "400");
    }
    table.put(get("/%00"), "404");
    table.put(get("/%c0%af"), "404");
    table.put(get("/%c0%ae%c0%ae/metrics"), "404");
    table.put(get("/%ff%fe"), "404");
    table.put(get("/metrics/"), "404");
    table.put(get("/metrics;x=y"), "404");
    table.put(get("/METRICS"), "404");
    table.put(get("/../"), "301");
    table.put(get("/../metrics"), "301");
    table.put(get("/./metrics"), "301");
    table.put(get("/metrics/.."), "301");
    table.put(get("///metrics"), "301");
    table.put(get("/a//metrics"), "301");
    table.put(get("//metrics/x"), "301");
    table.put(get("//metrics"), "404");
    table.put(get("/%0d%0aSet-Cookie:%20a=b/.."), "301");
    table.put(get("http://elsewhere/metrics"), "200");
    table.put(get("http://elsewhere:99999/-/healthy"), "200 400");
    table.put(get("mailto:x"), CLOSED);
    table.put(get("*"), "404");
    table.put("CONNECT a.example:443 HTTP/1.1\nHost: x\n\n", CLOSED);
    table.put("OPTIONS * HTTP/1.1\nHost: x\nConnection: close\n\n", "404");
    // What it asks for.
    table.put(get("/metrics?collect[]=%zz&name[]=%"), "400");
    table.put(get("/metrics?%00=%00&collect[]=%00&&&==&"), "200");
    table.put(get("/metrics?" + "collect[]=a&".repeat(2_500)), "200");
    table.put(get("/metrics?" + "name[]=a&".repeat(3_000)), "200");
    table.put(get("/metrics?" + "collect[]=a&".repeat(10_000)), CLOSED);
    table.put(get("/probe?target=" + "a".repeat(100_000)), CLOSED);
    table.put(get("/probe?target=" + "a".repeat(30_000)), "400");
    table.put(get("/probe?target=a%0d%0aSet-Cookie:%20x=y"), "400");
    table.put(get("/probe?target=%zz:1"), "400");
    table.put(get("/probe?target=%00:1"), "200 400");
    table.put(get("/probe?target=[::1"), "400");
    table.put(get("/probe?target=127.0.0.1:1&auth_module=a%0ab%0dc"), "400");
    table.put(get("/probe?target=127.0.0.1:1%0d%0atime=forged%20level=ERROR"), "400");
    // How it is said.
    table.put(withHeaders("no colon"), "400");
    table.put(withHeaders(": nameless"), "400");
    table.put(withHeaders("a b: c"), "400");
    table.put(withHeaders("X-\u00e4: y"), "400");
    table.put(withHeaders("X: " + "x".repeat(40_000)), CLOSED);
    table.put(withHeaders("X".repeat(40_000) + ": x"), CLOSED);
    table.put(withHeaders(manyHeaders(101)), CLOSED);
    table.put(withHeaders(manyHeaders(5_000)), CLOSED);
    table.put(withHeaders("X: a\n folded"), "200");
    table.put(withHeaders("Accept: \u00ff\u00fe;q=x, ;;;,,,"), "200");
    table.put(withHeaders("Accept: " + "a/b;q=0.1,".repeat(2_000)), "200");
    table.put(withHeaders("Accept-Encoding: " + "zstd;q=1,br,".repeat(1_000)), "200");
    table.put(withHeaders("Accept-Encoding: gzip;q=nan"), "200");
    table.put(withHeaders("X-Prometheus-Scrape-Timeout-Seconds: -1"), "200");
    table.put(withHeaders("X-Prometheus-Scrape-Timeout-Seconds: 1e999"), "200");
    table.put(withHeaders("X-Prometheus-Scrape-Timeout-Seconds: \u0001\u001b[2J"), "200");
    table.put(withHeaders("Authorization: Basic " + "A".repeat(20_000)), "200");
    table.put(withHeaders("Expect: 100-continue"), "100");
    table.put(withHeaders("Expect: nothing"), "200");
    table.put(withHeaders("Upgrade: h2c\nConnection: Upgrade, HTTP2-Settings"), "200");
    // What comes with it.
    table.put(withHeaders("Content-Length: 5\nContent-Length: 6"), "400");
    table.put(withHeaders("Content-Length: 5\nTransfer-Encoding: chunked"), "400");
    table.put(withHeaders("Content-Length: -5"), "400");
    table.put(withHeaders("Content-Length: five"), "400");
    table.put(withHeaders("Content-Length: 99999999999999999999"), "400");
    table.put(withHeaders("Transfer-Encoding: gzip"), "501");
    table.put(withHeaders("Transfer-Encoding: chunked, chunked"), "501");
    table.put(withHeaders("Content-Length: 5") + "hello", "200");
    table.put(withHeaders("Content-Length: 500000") + "hello", "200");
    table.put(withHeaders("Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n", "200");
    table.put(withHeaders("Transfer-Encoding: chunked") + "zz\r\nhello", "200");
    table.put(withHeaders("Transfer-Encoding: chunked") + "ffffffffffff\r\nhello", "200");
    table.put(withHeaders("Transfer-Encoding: chunked") + "-1\r\nhello", "200");
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "BREW")) {
      table.put(method + " /metrics HTTP/1.1\nHost: x\nContent-Length: 9\n\n", "405");
      table.put(method + " / HTTP/1.1\nHost: x\nConnection: close\n\n", "405");
    }
    for (String path : List.of("/", "/metrics", "/-/healthy", "/none", "/probe")) {
      table.put(
          "HEAD " + path + " HTTP/1.1\nHost: x\nConnection: close\n\n",
          path.equals("/none") ? "404" : path.equals("/probe") ? "400" : "200");
    }
    table.put("GET /-/healthy HTTP/1.1\nHost: x\n\n".repeat(100) + get("/none"), "200");
    return table;
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\nHost: x\nConnection: close\n\n";
  }

  private static String withHeaders(String lines) {
    return "GET /metrics HTTP/1.1\nHost: x\n" + lines + "\nConnection: close\n\n";
  }

  private static String manyHeaders(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append("X").append(i).append(": y\n");
    }
    return lines.substring(0, lines.length() - 1);
  }

  /** A good request in which some bytes are others. */
  private static String mutated(Random random) {
    byte[] request =
        bytes(
            "GET /metrics?collect[]=a&target=127.0.0.1:1 HTTP/1.1\nHost: x\nAccept: */*\n"
                + "Accept-Encoding: gzip\nContent-Length: 3\nConnection: close\n\nabc");
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    double rate = random.nextInt(3) == 0 ? 0.2 : 0.02;
    for (byte each : request) {
      if (random.nextDouble() >= rate) {
        changed.write(each);
        continue;
      }
      switch (random.nextInt(4)) {
        case 0 -> changed.write(random.nextInt(256));
        case 1 -> {}
        case 2 -> changed.writeBytes(new byte[] {each, each, each});
        default -> changed.writeBytes(bytes("%0d\r\n%\0/ ".substring(random.nextInt(9))));
      }
    }
    return changed.toString(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void boundsWhoDawdles(boolean tls) throws Exception {
    ExporterProcess exporter = tls ? encrypted() : remora("");
    assertGood(exporter, tls);
    Footprint before = Footprint.of(exporter);
    List<Future<String>> dawdlers = new ArrayList<>();
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        dawdlers.add(clients.submit(() -> trickle(exporter.port())));
      }
      for (int i = 0; i < 150; i++) {
        Socket socket = connect(exporter.port());
        silent.add(socket);
        if (i % 3 == 0) {
          socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
        }
      }
      assertGood(exporter, tls);
      for (Future<String> dawdler : dawdlers) {
        assertThat(dawdler.get()).doesNotContain("200 OK");
      }
      for (Socket socket : silent) {
        // Blocks until the server hangs up.
        assertThat(readAll(socket)).doesNotContain("200 OK");
      }
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
    assertNothingLeft(exporter, before);
  }

  @Test
  void servesAfterMoreConnectionsThanItTakes() throws Exception {
    ExporterProcess exporter = remora("");
    assertGood(exporter);
    Footprint before = Footprint.of(exporter);
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        idle.add(connect(exporter.port()));
      }
      for (Socket socket : idle) {
        assertThat(readAll(socket)).isEmpty();
      }
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
    assertGood(exporter);
    assertNothingLeft(exporter, before);
  }

  /** Asks for more than sockets hold, again and again, and takes nothing of it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void boundsWhoNeverReads(boolean tls) throws Exception {
    ExporterProcess exporter = tls ? encrypted() : remora("");
    assertGood(exporter, tls);
    Footprint before = Footprint.of(exporter);
    byte[] requests = bytes("GET /metrics HTTP/1.1\nHost: x\n\n".repeat(1_000));
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        Socket socket = tls ? secureConnect(exporter.port()) : connect(exporter.port());
        sockets.add(socket);
        var _ =
            clients.submit(() -> {
              for (int n = 0; n < 50; n++) {
                socket.getOutputStream().write(requests);
              }
              return null;
            });
      }

      Await.until(
          SOON,
          () -> Footprint.of(exporter).sockets.isEmpty(),
          () -> "still connected: " + Footprint.of(exporter));
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    assertGood(exporter, tls);
    // Whoever looks after those that are late still does.
    assertThat(trickle(exporter.port())).doesNotContain("200 OK");
    assertNothingLeft(exporter, before);
  }

  @Test
  void hangsUpOnWhoDoesNotEncrypt() throws Exception {
    ExporterProcess exporter = encrypted();

    String answer = answer(exporter.port(), bytes(get("/metrics")));

    assertThat(answer).doesNotContain("HTTP/1.1 200", "mysql_up");
    assertGood(exporter, true);
  }

  private ExporterProcess remora(String options, String... flags) {
    return exporters.start(
        Program.remora()
            .with("--mysqld.username=nobody", "--mysqld.address=127.0.0.1:1")
            .with(flags)
            .withVariable("MYSQLD_EXPORTER_PASSWORD", SECRET)
            .withVariable("JDK_JAVA_OPTIONS", SHORT_LIMITS + " " + options));
  }

  private ExporterProcess encrypted() throws IOException {
    Issued issued = Authority.in(folder.resolve("authority")).issue("server", "dns:localhost");
    Path file =
        Files.writeString(
            folder.resolve("web.yml"),
            "tls_server_config:\n  cert_file: %s\n  key_file: %s\n"
                .formatted(issued.certificate(), issued.key()));
    return remora("", "--web.config.file=" + file);
  }

  private static void assertGood(ExporterProcess exporter) {
    assertGood(exporter, false);
  }

  /** Where the limits cut a good request, the next one is served. */
  private static void assertGood(ExporterProcess exporter, boolean tls) {
    long start = System.nanoTime();
    Await.until(
        AT_ONCE,
        () -> isHealthy(exporter.port(), tls),
        () -> "does not serve a good request: " + exporter.log());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
  }

  private static boolean isHealthy(int port, boolean tls) {
    String request = get("/-/healthy");
    try {
      String answer = tls ? secureAnswer(port, request) : answer(port, bytes(request));
      return answer.startsWith("HTTP/1.1 200 OK\r\n");
    } catch (Exception e) {
      return false;
    }
  }

  private static void assertNothingLeft(ExporterProcess exporter, Footprint before) {
    Await.until(
        SOON,
        () -> Footprint.of(exporter).isAtMost(before),
        () -> "before " + before + ", now " + Footprint.of(exporter));
    // The JVM itself says what it was started with.
    assertThat(exporter.log().stream().filter(line -> !line.startsWith("NOTE: Picked up")))
        .filteredOn(line ->
            !line.startsWith("time=")
                || line.contains(SECRET)
                || line.contains("\u001b")
                || line.contains("Fault while answering"))
        .isEmpty();
  }

  /** What a process has open. */
  private record Footprint(int files, int threads, List<String> sockets) {
    static Footprint of(ExporterProcess exporter) {
      Path process = Path.of("/proc", Long.toString(exporter.pid()));
      return new Footprint(
          count(process.resolve("fd")), count(process.resolve("task")), tcp(exporter.port()));
    }

    // A carrier, pollers and compilers come when there is work; what is left behind would be more.
    boolean isAtMost(Footprint before) {
      return files <= before.files + 4 && threads <= before.threads + 10;
    }

    private static int count(Path folder) {
      try (Stream<Path> entries = Files.list(folder)) {
        return (int) entries.count();
      } catch (IOException e) {
        return 0;
      }
    }

    /** The connections of a port that its server still holds open. */
    private static List<String> tcp(int port) {
      String local = ":%04X".formatted(port);
      List<String> open = new ArrayList<>();
      for (String table : List.of("tcp", "tcp6")) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/net", table))) {
          lines
              .map(line -> line.trim().split("\\s+"))
              .filter(words -> words[1].endsWith(local))
              .filter(words -> words[3].equals("01") || words[3].equals("08"))
              .forEach(words -> open.add(words[2] + " " + words[3]));
        } catch (IOException e) {
          // A system without the one or the other.
        }
      }
      return open;
    }
  }

  private static String answer(int port, byte[] request) throws IOException {
    try (Socket socket = connect(port)) {
      try {
        socket.getOutputStream().write(request);
      } catch (SocketException e) {
        // It hung up while we still wrote; what it said before that may be lost.
        return CLOSED;
      }
      return readAll(socket);
    }
  }

  private static String secureAnswer(int port, String request) throws Exception {
    try (Socket socket = secureConnect(port)) {
      socket.getOutputStream().write(bytes(request));
      return readAll(socket);
    }
  }

  /** A byte at a time, for as long as the server takes it. */
  private static String trickle(int port) throws IOException {
    try (Socket socket = connect(port)) {
      for (byte each : bytes("GET / HTTP/1.1\nHost: x\nX: " + "x".repeat(500) + "\n\n")) {
        socket.getOutputStream().write(each);
        Thread.sleep(100);
      }
      return readAll(socket);
    } catch (SocketException e) {
      return CLOSED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CLOSED;
    }
  }

  private static String readAll(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException e) {
      // Reset: it had not read all that we sent.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) SOON.toMillis());
    return socket;
  }

  private static Socket secureConnect(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, Trusting.anybody(), null);
    Socket socket = context.getSocketFactory().createSocket(connect(port), "localhost", port, true);
    socket.setSoTimeout((int) SOON.toMillis());
    return socket;
  }

  private static byte[] bytes(String lines) {
    return raw(lines(lines));
  }

  /** With the line ends of HTTP. */
  private static String lines(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\r\n");
  }

  /** A byte for each character. */
  private static byte[] raw(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String first(List<String> statuses) {
    return statuses.isEmpty() ? CLOSED : statuses.getFirst();
  }

  private static List<String> statuses(String answers) {
    return answers
        .lines()
        .filter(line -> line.startsWith("HTTP/1.1 "))
        .map(line -> line.substring("HTTP/1.1 ".length()).split(" ", 2)[0])
        .toList();
  }
}
