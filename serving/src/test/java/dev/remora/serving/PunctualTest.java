package dev.remora.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PunctualTest {
  @Test
  void interruptsAnExchangeThatTakesTooLong() {
    AtomicBoolean interrupted = new AtomicBoolean();

    new Punctual(Runnable::run, Duration.ofMillis(10))
        .execute(() -> {
          try {
            assertThat(new CountDownLatch(1).await(1, TimeUnit.MINUTES)).isTrue();
          } catch (InterruptedException e) {
            interrupted.set(true);
          }
        });

    assertThat(interrupted).isTrue();
  }

  @Test
  void leavesAnExchangeAloneThatIsDoneInTime() {
    AtomicBoolean done = new AtomicBoolean();

    new Punctual(Runnable::run, Duration.ofDays(1)).execute(() -> done.set(true));

    assertThat(done).isTrue();
    assertThat(Thread.interrupted()).isFalse();
  }
}
