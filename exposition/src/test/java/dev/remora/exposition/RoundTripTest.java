package dev.remora.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.metric.Page;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  private static final int SEEDS = 200;

  @Test
  void readsBackEveryRandomPage() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomPage random = new RandomPage(seed);

      String text = Pages.text(Pages.bytes(Page.of(random.sources())));

      assertThat(StrictReader.read(text)).as("seed %d", seed).isEqualTo(random.expected());
    }
  }
}
