package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remora.mysql.MysqlException.Kind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What taking a session does where there is no database; the rest is tested on real servers. */
@Timeout(20)
class SessionsTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void sayWhenNobodyListens() throws IOException {
    MysqlException e = failure(FakeServer.closedPort(), LONG);

    assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(e.code()).isEqualTo(MysqlException.NO_CODE);
    assertThat(e).hasMessageContaining("Connection refused").hasMessageNotContaining("hunter2");
  }

  @Test
  void sayWhenTheServerStaysSilent() throws IOException {
    try (FakeServer server = FakeServer.silent()) {
      MysqlException e = failure(server.address(), Duration.ofMillis(300));

      assertThat(e.kind()).isEqualTo(Kind.TIMED_OUT);
      assertThat(e).hasMessage(server.address() + " did not answer in the time it had");
    }
  }

  @Test
  void sayWhenTheServerHangsUp() throws IOException {
    try (FakeServer server = FakeServer.hangingUp()) {
      assertThat(failure(server.address(), LONG).kind()).isEqualTo(Kind.UNREACHABLE);
    }
  }

  @Test
  void passOnWhyTheServerRefuses() throws IOException {
    try (FakeServer server = FakeServer.refusing(1040, "08004", "Too many connections")) {
      MysqlException e = failure(server.address(), LONG);

      assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
      assertThat(e.code()).isEqualTo(1040);
      assertThat(e).hasMessage("Error 1040 (08004): Too many connections");
    }
  }

  @Test
  void giveUpOnAServerOfAnotherKind() throws IOException {
    try (FakeServer server = FakeServer.saying("HTTP/1.0 400 Bad Request\r\n\r\n")) {
      assertThat(failure(server.address(), LONG).kind()).isIn(Kind.UNREACHABLE, Kind.TIMED_OUT);
    }
  }

  @Test
  void keepTheirPlaceFreeWhenOneCannotBeOpened() throws IOException {
    try (Sessions sessions =
        new Sessions(target(FakeServer.closedPort()), 1, Lifetimes.DEFAULT, SessionBound.none())) {
      for (int i = 0; i < 3; i++) {
        MysqlException e =
            catchThrowableOfType(MysqlException.class, () -> sessions.take(Deadline.after(LONG)));

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
      }
    }
  }

  @Test
  void areNotTriedOncePastTheDeadline() throws IOException {
    assertThat(failure(FakeServer.closedPort(), Duration.ZERO).kind()).isEqualTo(Kind.TIMED_OUT);
  }

  private static MysqlException failure(Address address, Duration patience) {
    try (Sessions sessions =
        new Sessions(target(address), 1, Lifetimes.DEFAULT, SessionBound.none())) {
      return catchThrowableOfType(
          MysqlException.class, () -> sessions.take(Deadline.after(patience)));
    }
  }

  private static Target target(Address address) {
    return new Target(address, "root", new Secret("hunter2"), SessionOptions.DEFAULT);
  }
}
