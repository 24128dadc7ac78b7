package dev.remora.inject.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.remora.log.Log;
import dev.remora.serving.Punctual;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * The webhook while it runs: an encrypted door for reviews, a plain one for probes and metrics, and
 * one thread that looks after the certificate.
 */
public final class Server implements AutoCloseable {
  /** Where reviews are taken. */
  public static final String PATH = "/inject";

  // As many as a few API servers bring in a burst; more wait in the kernel.
  private static final int BACKLOG = 128;
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);
  // Longer than the API server waits by our manifests; an answer takes milliseconds.
  private static final Duration EXCHANGE = Duration.ofSeconds(5);

  private final HttpsServer reviews;
  private final HttpServer plain;
  private final ExecutorService exchanges;
  private final Presented presented;
  private final Log log;
  private final CountDownLatch ending = new CountDownLatch(1);

  private Server(
      HttpsServer reviews,
      HttpServer plain,
      ExecutorService exchanges,
      Presented presented,
      Log log) {
    this.reviews = reviews;
    this.plain = plain;
    this.exchanges = exchanges;
    this.presented = presented;
    this.log = log;
  }

  /** Has connections as the context sets them up. */
  private static final class Encrypted extends HttpsConfigurator {
    Encrypted(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {}
  }

  /** Where it listens. */
  public record Addresses(InetSocketAddress reviews, InetSocketAddress plain) {}

  /** One that listens, and has no certificate until {@link #watch} has found one. */
  public static Server start(
      Addresses addresses, Reviewer reviewer, Presented presented, Metrics metrics, Log log)
      throws IOException, GeneralSecurityException {
    return start(addresses, EXCHANGE, reviewer, presented, metrics, log);
  }

  /** The same, with another time for an exchange of a review. */
  static Server start(
      Addresses addresses,
      Duration limit,
      Reviewer reviewer,
      Presented presented,
      Metrics metrics,
      Log log)
      throws IOException, GeneralSecurityException {
    HttpsServer reviews = HttpsServer.create(addresses.reviews(), BACKLOG);
    HttpServer plain = HttpServer.create(addresses.plain(), BACKLOG);
    ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();
    Server server = new Server(reviews, plain, exchanges, presented, log);
    reviews.setHttpsConfigurator(new Encrypted(presented.context()));
    reviews.setExecutor(new Punctual(exchanges, limit));
    reviews.createContext(PATH, new Admission(reviewer, metrics, log, server::isEnding));
    plain.setExecutor(exchanges);
    plain.createContext(
        "/metrics", exchange -> answer(exchange, 200, "text/plain; version=0.0.4", metrics.page()));
    plain.createContext("/-/healthy", exchange -> answer(exchange, 200, "text/plain", "healthy\n"));
    plain.createContext("/-/ready", server::ready);
    reviews.start();
    plain.start();
    log.info(
        "Listening",
        "reviews",
        reviews.getAddress().toString(),
        "metrics",
        plain.getAddress().toString());
    return server;
  }

  /** The port of reviews. */
  public int reviewsPort() {
    return reviews.getAddress().getPort();
  }

  /** The port of probes and metrics. */
  public int plainPort() {
    return plain.getAddress().getPort();
  }

  private void ready(HttpExchange exchange) throws IOException {
    if (isEnding()) {
      answer(exchange, 503, "text/plain", "ending\n");
    } else if (presented.isValid()) {
      answer(exchange, 200, "text/plain", "ready\n");
    } else {
      answer(exchange, 503, "text/plain", "no valid certificate; the log says why\n");
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private boolean isEnding() {
    return ending.getCount() == 0;
  }

  /** Looks after the certificate until the end; a fault is told once, and tried again. */
  public void watch(Certificates certificates, Duration every) throws InterruptedException {
    String last = "";
    do {
      String problem = "";
      try {
        certificates.refresh(presented);
      } catch (IOException | GeneralSecurityException | RuntimeException e) {
        problem = e.toString();
      }
      if (!problem.isEmpty() && !problem.equals(last)) {
        log.error("No new certificate; what there is goes on", "error", problem);
      }
      last = problem;
    } while (!ending.await(every.toMillis(), TimeUnit.MILLISECONDS));
  }

  /**
   * Is no longer ready, and asks clients to go elsewhere, but answers for as long as others may not
   * know that yet; then ends.
   */
  public void end(Duration grace) throws InterruptedException {
    log.info("Ending");
    ending.countDown();
    TimeUnit.MILLISECONDS.sleep(grace.toMillis());
    close();
  }

  @Override
  public void close() {
    ending.countDown();
    reviews.stop((int) LAST_ANSWERS.toSeconds());
    plain.stop(0);
    exchanges.close();
  }
}
