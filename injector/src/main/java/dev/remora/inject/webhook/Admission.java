package dev.remora.inject.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.remora.log.Log;
import dev.remora.serving.HeapKeeper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Answers reviews over HTTP. What is no review is told so; a review is always allowed, whatever
 * becomes of it here.
 */
final class Admission implements HttpHandler {
  private static final int MOST_DISCARDED = 4 * Body.MOST_BYTES;
  // Within the three seconds that the API server waits.
  private static final Duration WAIT_FOR_ROOM = Duration.ofSeconds(2);

  // A collection takes some 20 ms of a processor; a handshake leaves some 20 KB behind, and the
  // heap's limit is for large reviews.
  private static final long GROWTH_BYTES = 1L << 20;

  private final Reviewer reviewer;
  private final Metrics metrics;
  private final Log log;
  private final BooleanSupplier ending;
  private final HeapKeeper heap = HeapKeeper.ofThisProcess(GROWTH_BYTES);
  private final Room room = new Room(WAIT_FOR_ROOM);

  /** Takes what tells whether clients shall go elsewhere with their next request. */
  Admission(Reviewer reviewer, Metrics metrics, Log log, BooleanSupplier ending) {
    this.reviewer = reviewer;
    this.metrics = metrics;
    this.log = log;
    this.ending = ending;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (ending.getAsBoolean()) {
        exchange.getResponseHeaders().set("Connection", "close");
      }
      long start = System.nanoTime();
      Answer answer;
      try {
        answer = answer(exchange);
      } catch (NoReviewException e) {
        refuse(exchange, e);
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      send(exchange, answer, Duration.ofNanos(System.nanoTime() - start));
    }
    heap.tidy();
  }

  private Answer answer(HttpExchange exchange)
      throws NoReviewException, IOException, InterruptedException {
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      throw new NoReviewException(405, "only POST is understood");
    }
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (!type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals("application/json")) {
      throw new NoReviewException(
          415, "the content type is %s, and application/json is due".formatted(type));
    }
    if (announced(exchange) > Body.MOST_BYTES) {
      throw Body.tooLong();
    }
    Body body = new Body();
    // Given back before anything is written: who was slow to send may be slow to read, too.
    try (Room.Share share = room.share()) {
      body.read(exchange.getRequestBody(), share);
      return allowed(body);
    } catch (IOException e) {
      // It hung up, or took too long.
      metrics.countRefused();
      throw e;
    }
  }

  /** The length that a body says it has; 0 where it does not say. */
  private static long announced(HttpExchange exchange) {
    try {
      String text = exchange.getRequestHeaders().getFirst("Content-Length");
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private Answer allowed(Body body) throws NoReviewException {
    String beginning = body.beginning();
    try {
      return reviewer.review(body.text());
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // A fault of ours is no reason to keep a database from starting.
      String uid =
          Rough.uid(beginning).orElseThrow(() -> new NoReviewException("it cannot be read: " + e));
      log.error("A fault of ours", "uid", uid, "error", e.toString());
      return Answer.failed(Reviewer.API_VERSION, uid, "a fault of ours: " + e.getClass().getName());
    }
  }

  private void send(HttpExchange exchange, Answer answer, Duration took) throws IOException {
    byte[] json = answer.json().getBytes(StandardCharsets.UTF_8);
    metrics.count(answer.outcome(), took);
    tell(answer, took);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, json.length);
    exchange.getResponseBody().write(json);
  }

  private void tell(Answer answer, Duration took) {
    Object[] about = about(answer, took);
    switch (answer.outcome()) {
      case Outcome.Injected injected -> log.info("Injected", about);
      case Outcome.Skipped skipped -> log.info("Not injected", about);
      case Outcome.Failed failed -> log.warn("Review failed, and is allowed", about);
    }
  }

  private static Object[] about(Answer answer, Duration took) {
    Subject subject = answer.subject();
    List<Object> pairs = new ArrayList<>();
    addKnown("namespace", subject.namespace(), pairs);
    addKnown("pod", subject.name(), pairs);
    addKnown("owner", subject.owner(), pairs);
    if (answer.outcome() instanceof Outcome.Skipped skipped) {
      addKnown("reason", skipped.reason(), pairs);
    }
    addKnown("text", answer.outcome().text(), pairs);
    addKnown("uid", answer.uid(), pairs);
    pairs.add("ms");
    pairs.add(took.toMillis());
    return pairs.toArray();
  }

  private static void addKnown(String key, String value, List<Object> pairs) {
    if (!value.isEmpty()) {
      pairs.add(key);
      pairs.add(value);
    }
  }

  private void refuse(HttpExchange exchange, NoReviewException problem) throws IOException {
    metrics.countRefused();
    // Who is still writing would see a broken connection in place of the answer.
    exchange.getRequestBody().skip(MOST_DISCARDED);
    exchange.getResponseHeaders().set("Connection", "close");
    String told = Outcome.cut(String.valueOf(problem.getMessage()));
    byte[] text = (told + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(problem.status(), text.length);
    exchange.getResponseBody().write(text);
  }
}
