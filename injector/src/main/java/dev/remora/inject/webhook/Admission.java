package dev.remora.inject.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Answers reviews over HTTP. What is no review is told so; a review is always allowed, whatever
 * becomes of it here.
 */
final class Admission implements HttpHandler {
  /** As much as the API server takes of one request; a Pod has a few kilobytes. */
  static final int MOST_BYTES = 3 << 20;

  private static final int MOST_DISCARDED = 4 * MOST_BYTES;
  private static final int UNIT_BYTES = 64 << 10;
  // Bodies at work together are no more than the largest one.
  private static final int UNITS = MOST_BYTES / UNIT_BYTES;
  // Within the three seconds that the API server waits.
  private static final Duration WAIT_FOR_ROOM = Duration.ofSeconds(2);

  private final Reviewer reviewer;
  private final Metrics metrics;
  private final Log log;
  private final BooleanSupplier ending;
  private final Semaphore room = new Semaphore(UNITS, true);

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
      try {
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!exchange.getRequestMethod().equals("POST")) {
          exchange.getResponseHeaders().set("Allow", "POST");
          refuse(exchange, 405, "only POST is understood");
        } else if (!type.toLowerCase(Locale.ROOT)
            .split(";", 2)[0]
            .strip()
            .equals("application/json")) {
          refuse(
              exchange, 415, "the content type is %s, and application/json is due".formatted(type));
        } else {
          take(exchange);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void take(HttpExchange exchange) throws IOException, InterruptedException {
    long length = length(exchange);
    if (length > MOST_BYTES) {
      refuse(exchange, 413, "more than the %d bytes that are read".formatted(MOST_BYTES));
      return;
    }
    int units = (int) (length / UNIT_BYTES) + 1;
    int taken = Math.min(units, UNITS);
    if (!room.tryAcquire(taken, WAIT_FOR_ROOM.toMillis(), TimeUnit.MILLISECONDS)) {
      refuse(exchange, 503, "too many reviews at a time");
      return;
    }
    try {
      long start = System.nanoTime();
      byte[] body;
      try (InputStream in = exchange.getRequestBody()) {
        body = in.readNBytes(MOST_BYTES + 1);
      }
      if (body.length > MOST_BYTES) {
        refuse(exchange, 413, "more than the %d bytes that are read".formatted(MOST_BYTES));
        return;
      }
      answer(exchange, body, start);
    } finally {
      room.release(taken);
    }
  }

  /** What the body takes; as much as may be where it does not say. */
  private static long length(HttpExchange exchange) {
    try {
      String text = exchange.getRequestHeaders().getFirst("Content-Length");
      return text == null ? MOST_BYTES : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return MOST_BYTES;
    }
  }

  private void answer(HttpExchange exchange, byte[] body, long start) throws IOException {
    Answer answer;
    try {
      answer = allowed(body);
    } catch (NoReviewException e) {
      refuse(exchange, 400, String.valueOf(e.getMessage()));
      return;
    }
    byte[] json = answer.json().getBytes(StandardCharsets.UTF_8);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    metrics.count(answer.outcome(), took);
    tell(answer, took);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, json.length);
    exchange.getResponseBody().write(json);
  }

  private Answer allowed(byte[] body) throws NoReviewException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new NoReviewException("not UTF-8");
    }
    try {
      return reviewer.review(text);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // A fault of ours is no reason to keep a database from starting.
      String uid =
          Rough.uid(text).orElseThrow(() -> new NoReviewException("it cannot be read: " + e));
      log.error("A fault of ours", "uid", uid, "error", e.toString());
      return Answer.failed(Reviewer.API_VERSION, uid, "a fault of ours: " + e.getClass().getName());
    }
  }

  private void tell(Answer answer, Duration took) {
    Subject subject = answer.subject();
    String[] about = {
      "namespace", subject.namespace(),
      "pod", subject.name(),
      "owner", subject.owner(),
      "reason", answer.outcome() instanceof Outcome.Skipped skipped ? skipped.reason() : "",
      "text", answer.outcome().text(),
      "uid", answer.uid(),
      "ms", Long.toString(took.toMillis())
    };
    switch (answer.outcome()) {
      case Outcome.Injected injected -> log.info("Injected", about);
      case Outcome.Skipped skipped -> log.info("Not injected", about);
      case Outcome.Failed failed -> log.warn("Review failed, and is allowed", about);
    }
  }

  private void refuse(HttpExchange exchange, int status, String problem) throws IOException {
    metrics.countRefused();
    // Who is still writing would see a broken connection in place of the answer.
    exchange.getRequestBody().skip(MOST_DISCARDED);
    exchange.getResponseHeaders().set("Connection", "close");
    byte[] text = (Outcome.cut(problem) + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, text.length);
    exchange.getResponseBody().write(text);
  }
}
