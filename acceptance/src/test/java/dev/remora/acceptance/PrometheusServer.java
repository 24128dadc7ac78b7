package dev.remora.acceptance;

import dev.remora.servers.Await;
import dev.remora.servers.DebianPackage;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Folders;
import dev.remora.servers.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Prometheus that scrapes one exporter every three seconds. Owned by one thread. */
final class PrometheusServer implements AutoCloseable {
  /** From one scrape of a job to its next, and the limit of each. */
  static final Duration INTERVAL = Duration.ofSeconds(3);

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  // An instant query's answer with one series: "value":[1700000000.123,"1"].
  private static final Pattern ONE_VALUE = Pattern.compile("\"value\":\\[[^,]+,\"([^\"]+)\"]");

  private final Path folder = Folders.temporary();
  private final int port = FreePort.pick();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;

  /**
   * A job of the configuration.
   *
   * @param name what its series have as the label {@code job}
   * @param settings lines of YAML that say how to scrape
   */
  record Job(String name, String settings) {}

  private PrometheusServer(Path binary, int exporterPort, List<Job> jobs) throws IOException {
    Path configuration = folder.resolve("prometheus.yml");
    Files.writeString(
        configuration,
        """
        global:
          scrape_interval: %1$ds
          scrape_timeout: %1$ds
        scrape_configs:
        """
                .formatted(INTERVAL.toSeconds())
            + jobs.stream().map(job -> yaml(job, exporterPort)).collect(Collectors.joining()));
    process =
        new ProcessBuilder(
                binary.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                // It tells of each scrape that failed.
                "--log.level=debug")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
  }

  private static String yaml(Job job, int exporterPort) {
    return """
      - job_name: %s
        static_configs:
          - targets: ['127.0.0.1:%d']
    """
            .formatted(job.name(), exporterPort)
        + job.settings().indent(4);
  }

  /** Starts one; returns when it answers queries. */
  static PrometheusServer scraping(ExporterProcess exporter) {
    return start(DebianPackage.PROMETHEUS, exporter, List.of(new Job("remora", "")));
  }

  /** Starts a later one, whose jobs scrape the same exporter in ways of their own. */
  static PrometheusServer scraping(ExporterProcess exporter, List<Job> jobs) {
    return start(DebianPackage.LATER_PROMETHEUS, exporter, jobs);
  }

  /** Starts one of this release. */
  static PrometheusServer start(
      DebianPackage prometheus, ExporterProcess exporter, List<Job> jobs) {
    Path binary = prometheus.file("usr/bin/prometheus");
    try {
      PrometheusServer server = new PrometheusServer(binary, exporter.port(), jobs);
      Await.until(
          START_LIMIT,
          () -> FreePort.answers(server.port) && server.get("/-/ready").statusCode() == 200,
          server::log);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of an expression that has one series; empty while it has none. */
  OptionalDouble query(String expression) {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    Matcher value = ONE_VALUE.matcher(get("/api/v1/query?query=" + query).body());
    return value.find()
        ? OptionalDouble.of(Double.parseDouble(value.group(1)))
        : OptionalDouble.empty();
  }

  /** What Prometheus itself says of its targets, with the last error of each. */
  String targets() {
    return get("/api/v1/targets").body();
  }

  /** What it says of scrapes that failed, except for those that took too long. */
  Stream<String> failures() {
    return log()
        .lines()
        .filter(line -> line.contains("Scrape failed"))
        .filter(line -> !line.contains("context deadline exceeded"));
  }

  String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    client.close();
    Folders.remove(folder);
  }

  private HttpResponse<String> get(String path) {
    try {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      return client.send(
          HttpRequest.newBuilder(uri).timeout(START_LIMIT).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
