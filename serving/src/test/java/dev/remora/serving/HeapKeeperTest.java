package dev.remora.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapKeeperTest {
  private static final long MIB = 1024 * 1024;

  private final List<Long> collectedAt = new ArrayList<>();
  private long heap = 4 * MIB;
  private long live = 4 * MIB;
  private final HeapKeeper keeper = new HeapKeeper(2 * MIB, () -> heap, this::collect);

  @Test
  void collectsOnlyWhatHasGrown() {
    tidyAt(4, 5, 6);
    assertThat(collectedAt).isEmpty();

    tidyAt(7);
    assertThat(collectedAt).containsExactly(7 * MIB);
  }

  /** What lives has grown: collecting it again would give nothing. */
  @Test
  void takesWhatIsLeftAsTheNewMeasure() {
    live = 10 * MIB;
    tidyAt(12, 11, 12);
    assertThat(collectedAt).containsExactly(12 * MIB);

    live = 5 * MIB;
    tidyAt(13, 6, 8);
    assertThat(collectedAt).containsExactly(12 * MIB, 13 * MIB, 8 * MIB);
  }

  private void tidyAt(long... mib) {
    for (long size : mib) {
      heap = size * MIB;
      keeper.tidy();
    }
  }

  private void collect() {
    collectedAt.add(heap);
    heap = live;
    // Whoever comes meanwhile leaves it to this one.
    keeper.tidy();
  }
}
