package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  @Test
  void leavesWhatItWasGivenLessWhatPassed() {
    Deadline deadline = Deadline.after(Duration.ofHours(1));

    assertThat(deadline.passed()).isFalse();
    assertThat(deadline.remaining()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
  }

  @Test
  void leavesNothingOncePassed() {
    Deadline deadline = new Deadline(System.nanoTime() - 1);

    assertThat(deadline.passed()).isTrue();
    assertThat(deadline.remaining()).isZero();
  }

  @Test
  void hasPassedAtItsMoment() {
    assertThat(Deadline.after(Duration.ZERO).passed()).isTrue();
  }

  @Test
  void neverAllowsZeroMillisecondsWhichMeansForeverToASocket() {
    assertThat(new Deadline(System.nanoTime() - 1).remainingMillis()).isEqualTo(1);
    assertThat(Deadline.after(Duration.ofNanos(10)).remainingMillis()).isEqualTo(1);
  }

  @Test
  void cutsMillisecondsToWhatASocketTakes() {
    assertThat(Deadline.after(Duration.ofDays(60)).remainingMillis()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void isAtMostTheEarlierOfTwo() {
    Deadline hour = Deadline.after(Duration.ofHours(1));

    assertThat(hour.atMost(Duration.ofDays(1))).isEqualTo(hour);
    assertThat(hour.atMost(Duration.ofMinutes(1)).remaining())
        .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
  }

  @Test
  void staysPassedWhateverItIsAtMost() {
    Deadline passed = new Deadline(System.nanoTime() - 1);

    assertThat(passed.atMost(Duration.ofDays(1)).passed()).isTrue();
  }
}
