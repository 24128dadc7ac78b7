package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long sessions are kept; that they are dropped when broken is tested on real servers. */
@Timeout(20)
class WarmSessionsTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void areKeptBetweenScrapes() throws IOException, MysqlException {
    try (FakeDatabase database = new FakeDatabase();
        Sessions sessions =
            new Sessions(target(database.address()), 1, Lifetimes.DEFAULT, SessionBound.none())) {
      for (int i = 0; i < 3; i++) {
        sessions.give(sessions.take(Deadline.after(LONG)));
      }

      assertThat(database.clients()).isEqualTo(1);
    }
  }

  @Test
  void logInAgainWhenTheyAreOld() throws IOException, MysqlException {
    Lifetimes none = new Lifetimes(LONG, Duration.ZERO);
    try (FakeDatabase database = new FakeDatabase();
        Sessions sessions =
            new Sessions(target(database.address()), 1, none, SessionBound.none())) {
      for (int i = 1; i <= 3; i++) {
        sessions.give(sessions.take(Deadline.after(LONG)));

        assertThat(database.clients()).isEqualTo(i);
      }
    }
  }

  /** Also one that was young when it was given back. */
  @Test
  void logInAgainWhenTheyHaveGrownOldWhileIdle()
      throws IOException, MysqlException, InterruptedException {
    Duration life = Duration.ofMillis(200);
    try (FakeDatabase database = new FakeDatabase();
        Sessions sessions =
            new Sessions(
                target(database.address()), 1, new Lifetimes(LONG, life), SessionBound.none())) {
      sessions.give(sessions.take(Deadline.after(LONG)));
      Thread.sleep(life);
      sessions.give(sessions.take(Deadline.after(LONG)));

      assertThat(database.clients()).isEqualTo(2);
    }
  }

  @Test
  void areClosedWhenNobodyUsesThem() throws IOException, MysqlException, InterruptedException {
    Lifetimes brief = new Lifetimes(Duration.ofMillis(50), LONG);
    try (FakeDatabase database = new FakeDatabase();
        Sessions sessions =
            new Sessions(target(database.address()), 2, brief, SessionBound.none())) {
      for (int round = 1; round <= 2; round++) {
        DatabaseSession one = sessions.take(Deadline.after(LONG));
        DatabaseSession other = sessions.take(Deadline.after(LONG));
        assertThat(database.clients()).isEqualTo(2 * round);
        sessions.give(one);
        sessions.give(other);
        while (database.connected() > 0) {
          Thread.sleep(1);
        }
      }
    }
  }

  private static Target target(Address address) {
    return new Target(address, "root", new Secret("hunter2"), SessionOptions.DEFAULT);
  }
}
