package dev.remora.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.mysql.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who shares a running scrape, and who does not. */
@Timeout(20)
class SharedTest {
  private static final Plan PLAN = new Plan(List.of());
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Scraped FIRST = new Scraped(Scraped.Database.UP, List.of());
  private static final Scraped OTHER = new Scraped(Scraped.Database.DOWN, List.of());

  private final Shared shared = new Shared();
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    mayEnd.countDown();
    threads.close();
  }

  @Test
  void oneScrapeServesAllOfTheSameMoment() throws Exception {
    Future<Scraped> leader = threads.submit(() -> lead(LONG));
    running.await();
    AtomicInteger own = new AtomicInteger();
    Future<Scraped> follower =
        follow(() -> {
          own.incrementAndGet();
          return OTHER;
        });
    mayEnd.countDown();

    assertThat(follower.get()).isSameAs(FIRST);
    assertThat(leader.get()).isSameAs(FIRST);
    assertThat(own).hasValue(0);
  }

  @Test
  void theNextScrapeIsAnother() {
    mayEnd.countDown();
    assertThat(lead(LONG)).isSameAs(FIRST);

    assertThat(shared.scrape(PLAN, Deadline.after(LONG), SharedTest::stays, unwanted -> OTHER))
        .isSameAs(OTHER);
  }

  /** A scrape that may take longer than somebody has is not waited for. */
  @Test
  void whoHasLessTimeScrapesAlone() throws Exception {
    Future<Scraped> leader = threads.submit(() -> lead(LONG));
    running.await();

    assertThat(
            shared.scrape(
                PLAN, Deadline.after(LONG.dividedBy(2)), SharedTest::stays, unwanted -> OTHER))
        .isSameAs(OTHER);

    mayEnd.countDown();
    assertThat(leader.get()).isSameAs(FIRST);
  }

  @Test
  void aFailureIsNotShared() throws Exception {
    Future<Scraped> leader =
        threads.submit(() ->
            shared.scrape(
                PLAN,
                Deadline.after(LONG),
                SharedTest::stays,
                unwanted -> {
                  running.countDown();
                  awaitEnd();
                  throw new IllegalStateException("a fault");
                }));
    running.await();
    Future<Scraped> follower = follow(() -> OTHER);
    mayEnd.countDown();

    assertThat(follower.get()).isSameAs(OTHER);
    assertThatThrownBy(leader::get).hasMessageContaining("a fault");
  }

  @Test
  void isGivenUpOnceItsOnlyReaderHasLeft() {
    AtomicBoolean left = new AtomicBoolean();

    Scraped scraped =
        shared.scrape(
            PLAN,
            Deadline.after(LONG),
            left::get,
            unwanted -> {
              assertThat(unwanted.getAsBoolean()).isFalse();
              left.set(true);
              assertThat(unwanted.getAsBoolean()).isTrue();
              // Who comes now does not get what is left of it.
              assertThat(
                      shared.scrape(PLAN, Deadline.after(LONG), SharedTest::stays, none -> OTHER))
                  .isSameAs(OTHER);
              return FIRST;
            });

    assertThat(scraped).isSameAs(FIRST);
  }

  @Test
  void goesOnForThoseWhoStillWait() throws Exception {
    List<Boolean> unwantedAtTheEnd = new ArrayList<>();
    Future<Scraped> leader =
        threads.submit(() ->
            shared.scrape(
                PLAN,
                Deadline.after(LONG),
                () -> true,
                unwanted -> {
                  running.countDown();
                  awaitEnd();
                  unwantedAtTheEnd.add(unwanted.getAsBoolean());
                  return FIRST;
                }));
    running.await();
    Future<Scraped> follower = follow(() -> OTHER);
    mayEnd.countDown();

    assertThat(follower.get()).isSameAs(FIRST);
    assertThat(leader.get()).isSameAs(FIRST);
    assertThat(unwantedAtTheEnd).containsExactly(false);
  }

  private static boolean stays() {
    return false;
  }

  /** Somebody who by now waits for the running scrape. */
  private Future<Scraped> follow(Supplier<Scraped> own) throws InterruptedException {
    FutureTask<Scraped> follower =
        new FutureTask<>(() ->
            shared.scrape(PLAN, Deadline.after(LONG), SharedTest::stays, unwanted -> own.get()));
    Thread thread = Thread.ofVirtual().start(follower);
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.sleep(1);
    }
    return follower;
  }

  private Scraped lead(Duration patience) {
    return shared.scrape(
        PLAN,
        Deadline.after(patience),
        SharedTest::stays,
        unwanted -> {
          running.countDown();
          awaitEnd();
          return FIRST;
        });
  }

  private void awaitEnd() {
    try {
      mayEnd.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
