package dev.remora.bench;

import dev.remora.servers.ExporterProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A client that asks as Prometheus does: over one connection, reading the page to its end. */
final class Scraper implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final byte[] buffer = new byte[64 * 1024];
  private final List<URI> pages;
  private int next;

  /** A client that asks for these pages, by turns. */
  Scraper(ExporterProcess exporter, List<String> paths) {
    this.pages =
        paths.stream()
            .map(path -> URI.create("http://127.0.0.1:" + exporter.port() + path))
            .toList();
  }

  /** How long the next page took, from the question to its last byte, in milliseconds. */
  double scrape(Coding coding) {
    next = (next + 1) % pages.size();
    return scrape(pages.get(next), coding, buffer);
  }

  /** All pages at once, as when the one who asks was restarted. */
  void scrapeAll() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Double>> taken = new ArrayList<>();
      for (URI page : pages) {
        taken.add(threads.submit(() -> scrape(page, Coding.PLAIN, new byte[buffer.length])));
      }
      for (Future<Double> future : taken) {
        future.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private double scrape(URI page, Coding coding, byte[] into) {
    long begin = System.nanoTime();
    long bytes = 0;
    try (InputStream body = send(page, coding)) {
      for (int read = body.read(into); read >= 0; read = body.read(into)) {
        bytes += read;
      }
    } catch (IOException e) {
      throw new IllegalStateException(page + ": " + e, e);
    }
    if (bytes == 0) {
      throw new IllegalStateException(page + " is empty");
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  /** Whether a page says that the database is up. */
  boolean isUp() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(send(first(), Coding.PLAIN), StandardCharsets.UTF_8))) {
      boolean up = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        up |= line.equals("mysql_up 1");
      }
      return up;
    } catch (IOException e) {
      throw new IllegalStateException(first() + ": " + e, e);
    }
  }

  /** How many samples a page has. */
  PageCount count() {
    try (InputStream body = send(first(), Coding.PLAIN)) {
      long lines = 0;
      long comments = 0;
      long bytes = 0;
      boolean begins = true;
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        bytes += read;
        for (int i = 0; i < read; i++) {
          if (begins && buffer[i] == '#') {
            comments++;
          }
          begins = buffer[i] == '\n';
          if (begins) {
            lines++;
          }
        }
      }
      return new PageCount(lines - comments, bytes);
    } catch (IOException e) {
      throw new IllegalStateException(first() + ": " + e, e);
    }
  }

  private URI first() {
    return pages.getFirst();
  }

  @Override
  public void close() {
    client.close();
  }

  private InputStream send(URI page, Coding coding) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(page)
            .timeout(LIMIT)
            .header("X-Prometheus-Scrape-Timeout-Seconds", Long.toString(LIMIT.toSeconds()));
    if (coding == Coding.GZIP) {
      request.header("Accept-Encoding", "gzip");
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new IOException("status " + response.statusCode());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** How the client takes a page. */
  enum Coding {
    GZIP,
    PLAIN
  }

  /**
   * What a page holds.
   *
   * @param samples lines that are no comments
   * @param bytes its size, not compressed
   */
  record PageCount(long samples, long bytes) {}
}
