package dev.remora.dist;

import dev.remora.demo.EmbeddedDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the distribution against a real database, and against MySQL's way to log in, for lists of
 * the classes that a sidecar loads in its first minute.
 */
final class Training {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  // The server looks for idle clients at this pace, else every ten seconds.
  private static final Duration CLOCK_TICK = Duration.ofMillis(50);
  private static final String ANYTHING = "*/*";
  // Whichever of them a Prometheus asks for, the archive has the classes.
  private static final List<String> FORMATS =
      List.of(
          "text/plain;version=0.0.4",
          "application/openmetrics-text;version=1.0.0",
          "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited");

  private Training() {}

  /** Runs the program as its users do; the lists together are what it may load. */
  static List<Path> run(Path program, Path work) throws IOException, InterruptedException {
    Path byVariable = work.resolve("variable.lst");
    Path byFile = work.resolve("file.lst");
    Path mysql = work.resolve("mysql.lst");
    try (EmbeddedDatabase database = EmbeddedDatabase.start()) {
      String user = EmbeddedDatabase.MONITOR;
      int port = database.port();
      run(toldByVariable(program, user, database.password(), port), byVariable, 1);
      Path file = work.resolve("my.cnf");
      run(toldByFile(program, file, user, database.password(), port), byFile, 1);
    }
    try (MysqlLogin login = new MysqlLogin()) {
      run(toldByVariable(program, "nobody", "refused", login.port()), mysql, 0);
    }
    return List.of(byVariable, byFile, mysql);
  }

  private static ProcessBuilder toldByVariable(
      Path program, String user, String password, int port) {
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder
        .environment()
        .put("DATA_SOURCE_NAME", "%s:$TRAINING_PASSWORD@(127.0.0.1:%d)/".formatted(user, port));
    builder.environment().put("TRAINING_PASSWORD", password);
    return builder;
  }

  private static ProcessBuilder toldByFile(
      Path program, Path file, String user, String password, int port) throws IOException {
    Files.writeString(file, "[client]\nuser = %s\npassword = %s\n".formatted(user, password));
    return new ProcessBuilder(
        program.toString(), "--config.my-cnf=" + file, "--mysqld.address=127.0.0.1:" + port);
  }

  private static void run(ProcessBuilder builder, Path list, int expected)
      throws IOException, InterruptedException {
    int own = freePort();
    builder.command().add("--web.listen-address=127.0.0.1:" + own);
    builder
        .environment()
        .put(
            "JDK_JAVA_OPTIONS",
            "-XX:DumpLoadedClassList=%s -Dsun.net.httpserver.clockTick=%d"
                .formatted(list, CLOCK_TICK.toMillis()));
    Path log = list.resolveSibling("training.log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean served = false;
    try {
      served = serves("http://127.0.0.1:" + own, "\nmysql_up %d\n".formatted(expected), process);
    } finally {
      process.destroy();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
    if (!served || Files.notExists(list)) {
      throw new IOException("no list of classes came of the training:\n" + Files.readString(log));
    }
  }

  /** Whether there was a page with this line; does what a sidecar does in its first minute. */
  private static boolean serves(String url, String line, Process process)
      throws IOException, InterruptedException {
    // Closed at the end: a sidecar sees its clients hang up, too.
    try (HttpClient client = HttpClient.newHttpClient()) {
      Instant end = Instant.now().plus(PATIENCE);
      while (!firstPage(client, url + "/metrics").contains(line)) {
        if (!process.isAlive() || Instant.now().isAfter(end)) {
          return false;
        }
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
      for (String format : FORMATS) {
        body(client, url + "/metrics", format, "gzip");
      }
      body(client, url + "/", ANYTHING, "identity");
      body(client, url + "/-/healthy", ANYTHING, "identity");
      body(client, url + "/-/ready", ANYTHING, "identity");
    }
    process.waitFor(10 * CLOCK_TICK.toMillis(), TimeUnit.MILLISECONDS);
    return true;
  }

  /** A page; empty while it is not served yet. */
  private static String firstPage(HttpClient client, String url) throws InterruptedException {
    try {
      return body(client, url, ANYTHING, "identity");
    } catch (IOException e) {
      return "";
    }
  }

  /** The body of an answer, as it came. */
  private static String body(HttpClient client, String url, String format, String encoding)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Accept", format)
            .header("Accept-Encoding", encoding)
            .header("X-Prometheus-Scrape-Timeout-Seconds", "10")
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
