package dev.remora.scrape;

import dev.remora.mysql.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The scrapes that are running. Who asks for a plan that is at work already waits for that scrape:
 * two Prometheus servers cost the database no more than one.
 */
final class Shared {
  /**
   * A running scrape.
   *
   * @param deadline by when it will be there
   * @param result what it brings home
   * @param readers how many wait for it; 0 once it was given up, for good
   */
  private record Running(
      Deadline deadline, CompletableFuture<Scraped> result, AtomicInteger readers) {
    boolean join() {
      return readers.updateAndGet(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Gives it up if the one who runs it is the only reader, and has left. */
    boolean isUnwanted(BooleanSupplier clientLeft) {
      return readers.get() == 1 && clientLeft.getAsBoolean() && readers.compareAndSet(1, 0);
    }
  }

  // Requests of the same moment come in any order; a scrape is done some time before its deadline.
  private static final Duration SLACK = Duration.ofMillis(100);

  private final Map<Plan, Running> running = new ConcurrentHashMap<>();

  /**
   * The result of a running scrape of the same plan, or of one of its own. Only a scrape that will
   * be there in time is waited for.
   */
  Scraped scrape(
      Plan plan,
      Deadline deadline,
      BooleanSupplier clientLeft,
      Function<BooleanSupplier, Scraped> scrape) {
    Running mine = new Running(deadline, new CompletableFuture<>(), new AtomicInteger(1));
    Running other = running.putIfAbsent(plan, mine);
    if (other == null) {
      return lead(plan, mine, () -> scrape.apply(() -> mine.isUnwanted(clientLeft)));
    }
    Supplier<Scraped> own = () -> scrape.apply(clientLeft);
    if (other.deadline().before(SLACK).isAfter(deadline) || !other.join()) {
      return own.get();
    }
    try {
      return follow(other, deadline, own);
    } finally {
      other.readers().decrementAndGet();
    }
  }

  private static Scraped follow(Running other, Deadline deadline, Supplier<Scraped> own) {
    try {
      return other.result().get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // It failed in a way that a scrape never should: whoever comes next finds out for itself.
      return own.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return own.get();
    }
  }

  private Scraped lead(Plan plan, Running mine, Supplier<Scraped> own) {
    try {
      Scraped scraped = own.get();
      mine.result().complete(scraped);
      return scraped;
    } finally {
      running.remove(plan, mine);
      if (!mine.result().isDone()) {
        mine.result().completeExceptionally(new IllegalStateException("the scrape failed"));
      }
    }
  }
}
