package dev.remora.inject.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.plan.Names;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What depends on the process: how it ends, and how much it holds. */
class WebhookProcessTest {
  // It answers for five seconds more, and closes what is open within three; ten more would be for
  // nothing.
  private static final Duration END = Duration.ofSeconds(17);
  private static final int TRIES = 5;

  @TempDir private Path folder = Path.of("");

  @Test
  void endsWhenItHasAnsweredForAWhile() throws Exception {
    try (RunningWebhook webhook = new RunningWebhook(folder)) {
      assertThat(webhook.endsWithin(END)).isTrue();
      assertThat(webhook.log()).contains(" level=INFO source=webhook msg=Ending\n");
    }
  }

  /** A text with one wide character takes two bytes for each of its characters. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "€"})
  void theLargestReviewIsAllowed(String character) throws Exception {
    String review = Reviews.of(Reviews.mysql(Map.of(Names.INJECT, "true")));
    String value = "x".repeat(Body.MOST_BYTES - review.length() - 100) + character;
    String large = review.replace("mysql:8.0", value);
    try (RunningWebhook webhook = new RunningWebhook(folder)) {
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer = post(webhook, large);

        assertThat(answer.statusCode()).as(webhook.log()).isEqualTo(200);
        assertThat(Reviews.response(answer.body()).get("allowed")).isEqualTo(true);
      }
      assertThat(post(webhook, review).body()).contains("JSONPatch");
    }
  }

  /** Asks again where a busy machine took longer over the call than the webhook lets it. */
  private static HttpResponse<String> post(RunningWebhook webhook, String review) throws Exception {
    for (int more = TRIES - 1; ; more--) {
      try {
        return webhook.caller().post(webhook.trusting(), review, "application/json");
      } catch (IOException e) {
        if (more == 0 || !webhook.isAlive()) {
          throw e;
        }
      }
    }
  }
}
