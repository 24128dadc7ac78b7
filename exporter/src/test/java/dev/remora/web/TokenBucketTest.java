package dev.remora.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
  private final AtomicLong clock = new AtomicLong(-5);

  @Test
  void takesABurstAndThenOneForEachInterval() {
    TokenBucket bucket = bucket(Duration.ofSeconds(1), 3);

    assertThat(taken(bucket, 10)).isEqualTo(3);
    pass(Duration.ofMillis(999));
    assertThat(taken(bucket, 10)).isZero();
    pass(Duration.ofMillis(1));
    assertThat(taken(bucket, 10)).isEqualTo(1);
    pass(Duration.ofHours(1));
    assertThat(taken(bucket, 10)).isEqualTo(3);
  }

  @Test
  void letsNobodyInWithoutABurst() {
    TokenBucket bucket = bucket(Duration.ofNanos(1), 0);
    pass(Duration.ofDays(1));

    assertThat(taken(bucket, 10)).isZero();
  }

  @Test
  void survivesTheGreatestNumbers() {
    TokenBucket bucket = bucket(Duration.ofHours(1), Integer.MAX_VALUE);
    pass(Duration.ofDays(30_000));

    assertThat(taken(bucket, 10)).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void neverTakesMoreThanTheLimitNorLess(int seed) {
    Random random = new Random(seed);
    int burst = 1 + random.nextInt(5);
    long interval = 10L + random.nextInt(90);
    TokenBucket bucket = bucket(Duration.ofNanos(interval), burst);
    double held = burst;
    for (int i = 0; i < 1000; i++) {
      long passed = random.nextInt(60);
      clock.addAndGet(passed);
      held = Math.min(burst, held + (double) passed / interval);
      // A whole one, but for what doubles lose.
      boolean expected = held > 1 - 1e-6;

      assertThat(bucket.take()).isEqualTo(expected);
      held -= expected ? 1 : 0;
    }
  }

  private TokenBucket bucket(Duration interval, int burst) {
    return new TokenBucket(new RateLimit(interval, burst), clock::get);
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static int taken(TokenBucket bucket, int requests) {
    int taken = 0;
    for (int i = 0; i < requests; i++) {
      taken += bucket.take() ? 1 : 0;
    }
    return taken;
  }
}
