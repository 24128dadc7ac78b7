package dev.remora.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A running exporter, Remora or the reference. Owned by one thread. */
public final class ExporterProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(45);
  // Below the minute that whatever hangs in the tests lasts, and a scrape without a limit.
  private static final Duration LOG_LIMIT = Duration.ofSeconds(30);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(55);

  private final Program program;
  private final int port;
  private final Path folder;
  private final Process process;
  private final Thread reader;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ExporterProcess(Program program) throws IOException {
    this.program = program;
    port = FreePort.pick();
    folder = Folders.temporary();
    try {
      process =
          program
              .with("--web.listen-address=127.0.0.1:" + port)
              .in(folder)
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      Folders.remove(folder);
      throw e;
    }
    reader = Thread.startVirtualThread(this::readLog);
  }

  /** Starts the program in an empty folder; returns when it listens. */
  public static ExporterProcess start(Program program) {
    try {
      ExporterProcess exporter = new ExporterProcess(program);
      try {
        exporter.awaitListening();
      } catch (AssertionError e) {
        exporter.stop();
        throw e;
      }
      return exporter;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public ScrapedPage scrape() {
    return scrape(Map.of());
  }

  public ScrapedPage scrape(Map<String, String> headers) {
    return request("GET", "/metrics", headers);
  }

  public ScrapedPage request(String method, String path, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(ANSWER_LIMIT)
            .method(method, HttpRequest.BodyPublishers.noBody());
    headers.forEach(request::header);
    try {
      long begin = System.nanoTime();
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      return ScrapedPage.of(response.statusCode(), response.headers(), response.body(), took);
    } catch (IOException e) {
      throw new AssertionError(
          "%s %s of %s: %s%n%s".formatted(method, path, program, e, String.join("\n", log)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * What it wrote so far, a line each; on both streams, because where a line goes is not tested.
   */
  public List<String> log() {
    return List.copyOf(log);
  }

  /** Waits for a line; one that follows an answer may come a moment after it. */
  public void awaitLog(String what, Predicate<String> line) {
    Await.until(
        LOG_LIMIT,
        () -> log.stream().anyMatch(line),
        () -> "no line in the log with " + what + ":\n" + String.join("\n", log));
  }

  /** The process, as the kernel numbers it. */
  public long pid() {
    return process.pid();
  }

  /** The memory it occupies, as the kernel counts it. */
  public long rssBytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Asks it to end with SIGTERM and returns its exit code; 128 and more means that the signal ended
   * it.
   */
  public int stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(program + " did not stop within " + STOP_LIMIT);
      }
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
      client.close();
      Folders.remove(folder);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    var _ = stop();
  }

  private void awaitListening() {
    Await.until(
        START_LIMIT,
        () -> FreePort.answers(port) || !process.isAlive(),
        () -> program + " does not listen:\n" + String.join("\n", log));
    if (!process.isAlive()) {
      throw new AssertionError(program + " ended at start:\n" + String.join("\n", log));
    }
  }

  private void readLog() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(log::add);
    } catch (IOException | UncheckedIOException e) {
      log.add("(the log ended: " + e.getMessage() + ")");
    }
  }
}
