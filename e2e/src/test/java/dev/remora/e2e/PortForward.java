package dev.remora.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code kubectl port-forward} to the sidecar, while it is open. */
final class PortForward implements AutoCloseable {
  private static final Pattern PLACE = Pattern.compile("Forwarding from 127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private PortForward(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Opens it.
   *
   * @param ports as on the command line, {@code 9104} or, for any free port here, {@code :9104}
   */
  static PortForward open(Kubectl kubectl, String pod, String ports) throws IOException {
    Process process = kubectl.start("port-forward", pod, ports).redirectErrorStream(true).start();
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder printed = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      printed.append(line).append('\n');
      Matcher place = PLACE.matcher(line);
      if (place.find()) {
        // It prints a line for every connection, and would wait for a reader.
        Thread.ofVirtual().start(() -> reader.lines().forEach(more -> {}));
        return new PortForward(process, Integer.parseInt(place.group(1)));
      }
    }
    throw new IOException("kubectl port-forward ended: " + printed);
  }

  /** Where it listens here. */
  int port() {
    return port;
  }

  String url(String path) {
    return "http://localhost:%d%s".formatted(port, path);
  }

  /** The page of metrics, as a client without compression gets it. */
  String metrics() {
    return get("/metrics", "identity").body();
  }

  HttpResponse<String> get(String path, String encoding) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url(path)))
            .header("Accept-Encoding", encoding)
            .header("X-Prometheus-Scrape-Timeout-Seconds", "10")
            .timeout(Duration.ofMinutes(1))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
  }
}
