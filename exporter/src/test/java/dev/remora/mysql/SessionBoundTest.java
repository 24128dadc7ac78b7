package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remora.mysql.MysqlException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What several targets do that share one bound. */
@Timeout(20)
class SessionBoundTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private FakeDatabase one;
  private FakeDatabase other;

  @BeforeEach
  void start() throws IOException {
    one = new FakeDatabase();
    other = new FakeDatabase();
  }

  @AfterEach
  void stop() throws IOException {
    one.close();
    other.close();
  }

  @Test
  void idleSessionsMakeRoomForOthers() throws Exception {
    SessionBound bound = new SessionBound(2);
    try (Sessions ones = sessions(one, bound);
        Sessions others = sessions(other, bound)) {
      DatabaseSession first = take(ones);
      DatabaseSession second = take(ones);
      ones.give(first);
      ones.give(second);
      assertThat(one.connected()).isEqualTo(2);

      DatabaseSession wanted = take(others);

      assertThat(other.connected()).isEqualTo(1);
      awaitConnected(one, 1);
      others.give(wanted);
    }
  }

  @Test
  void theFirstSessionOfATargetWaitsUntilThereIsRoom() throws Exception {
    SessionBound bound = new SessionBound(1);
    try (Sessions ones = sessions(one, bound);
        Sessions others = sessions(other, bound)) {
      DatabaseSession busy = take(ones);
      CompletableFuture<DatabaseSession> waiting =
          CompletableFuture.supplyAsync(() -> {
            try {
              return take(others);
            } catch (MysqlException e) {
              throw new IllegalStateException(e);
            }
          });
      while (!bound.isWanted()) {
        Thread.sleep(1);
      }
      assertThat(other.clients()).isZero();

      // Not kept for later, as it would be if nobody waited.
      ones.give(busy);

      others.give(waiting.join());
      awaitConnected(one, 0);
    }
  }

  /** It does without: its target has one already, which is busy, and others have none. */
  @Test
  void aSecondSessionOfATargetTakesTheNextThatItsFirstGivesBack() throws Exception {
    SessionBound bound = new SessionBound(1);
    try (Sessions ones = sessions(one, bound)) {
      DatabaseSession first = take(ones);
      CompletableFuture<Void> back =
          CompletableFuture.runAsync(
              () -> ones.give(first), CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));

      DatabaseSession second = take(ones);

      assertThat(second).isSameAs(first);
      assertThat(one.clients()).isEqualTo(1);
      back.join();
      ones.give(second);
    }
  }

  @Test
  void saysThatAllAreInUse() throws Exception {
    SessionBound bound = new SessionBound(1);
    try (Sessions ones = sessions(one, bound);
        Sessions others = sessions(other, bound)) {
      DatabaseSession busy = take(ones);

      MysqlException e =
          catchThrowableOfType(
              MysqlException.class, () -> others.take(Deadline.after(Duration.ofMillis(50))));

      assertThat(e.kind()).isEqualTo(Kind.TIMED_OUT);
      assertThat(e).hasMessage("all 1 sessions that targets share were in use");
      ones.give(busy);
    }
  }

  @Test
  void aSessionThatCouldNotBeOpenedTakesNoRoom() throws Exception {
    SessionBound bound = new SessionBound(1);
    Target nobody = target(FakeServer.closedPort());
    try (Sessions ones = sessions(one, bound);
        Sessions nobodys = new Sessions(nobody, 2, Lifetimes.DEFAULT, bound)) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> take(nobodys)).hasMessageContaining("Connection refused");
      }

      ones.give(take(ones));
    }
  }

  @Test
  void retiredSessionsAreNotKept() throws Exception {
    SessionBound bound = new SessionBound(2);
    try (Sessions ones = sessions(one, bound)) {
      DatabaseSession busy = take(ones);
      ones.give(take(ones));

      ones.retire();

      awaitConnected(one, 1);
      assertThat(busy.isBroken()).isFalse();
      ones.give(busy);
      awaitConnected(one, 0);
    }
  }

  private static DatabaseSession take(Sessions sessions) throws MysqlException {
    return sessions.take(Deadline.after(LONG));
  }

  private static void awaitConnected(FakeDatabase database, int count) throws InterruptedException {
    while (database.connected() != count) {
      Thread.sleep(1);
    }
  }

  private static Sessions sessions(FakeDatabase database, SessionBound bound) {
    return new Sessions(target(database.address()), 2, Lifetimes.DEFAULT, bound);
  }

  private static Target target(Address address) {
    return new Target(address, "root", new Secret("hunter2"), SessionOptions.DEFAULT);
  }
}
