package dev.remora.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.log.Troubles;
import dev.remora.log.Written;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeTimeoutTest {
  // Enough for a slow machine to come from making a deadline to reading it.
  private static final Duration SLACK = Duration.ofSeconds(2);

  private final Written written = new Written();

  @ParameterizedTest
  @CsvSource({
    "10, 0.25, 9750",
    "10.5, 0.25, 10250",
    "5, 1, 4000",
    "5, 0, 5000",
    "1e1, 0, 10000",
    "5, 4.75, 250",
    "99999, 0, 3600000"
  })
  void isTheHeaderLessTheOffset(String header, double offset, long expectedMillis) {
    assertThat(deadline(header, offset))
        .isBetween(
            Duration.ofMillis(Math.max(0, expectedMillis - SLACK.toMillis())),
            Duration.ofMillis(expectedMillis));
    assertThat(written.text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', 0.25", "0, 0.25", "0.0, 0.25", "-0, 0.25"})
  void isAMinuteWhereTheHeaderSetsNone(String header, double offset) {
    assertThat(deadline(header, offset)).isBetween(Duration.ofSeconds(58), Duration.ofSeconds(60));
    assertThat(written.text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "5, 6, not above the offset",
    "5, 5, not above the offset",
    "-5, 0.25, not above the offset",
    "0.1, 0.25, not above the offset",
    "soon, 0.25, not a number",
    "10s, 0.25, not a number",
    "'5,5', 0.25, not a number"
  })
  void isAMinuteAndALogLineWhereTheHeaderIsBad(String header, double offset, String reason) {
    assertThat(deadline(header, offset)).isBetween(Duration.ofSeconds(58), Duration.ofSeconds(60));
    assertThat(written.text())
        .hasLineCount(1)
        .contains("level=ERROR", reason, "X-Prometheus-Scrape-Timeout-Seconds", "value=");
  }

  /** A probe of the page would otherwise end the sidecar of a database that hangs. */
  @ParameterizedTest
  @CsvSource({"kube-probe/1.32, 750", "kube-probe/, 750", "xkube-probe/1, 60000", "'', 60000"})
  void isLessThanASecondForAKubelet(String userAgent, long expectedMillis) {
    Duration remaining =
        new ScrapeTimeout(Duration.ZERO, new Troubles(written.log()))
            .deadline("", userAgent)
            .remaining();

    assertThat(remaining)
        .isBetween(
            Duration.ofMillis(Math.max(0, expectedMillis - SLACK.toMillis())),
            Duration.ofMillis(expectedMillis));
  }

  private Duration deadline(String header, double offset) {
    Duration taken = Duration.ofNanos((long) (offset * 1e9));
    return new ScrapeTimeout(taken, new Troubles(written.log()))
        .deadline(header, "Prometheus/3.1.0")
        .remaining();
  }
}
