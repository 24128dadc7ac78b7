package dev.remora.inject.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When the heap is collected. */
class HeapKeeperTest {
  private static final long MIB = 1L << 20;

  private long heap = 6 * MIB;
  private long afterwards = 6 * MIB;
  private int collections;
  private final HeapKeeper keeper = new HeapKeeper(() -> heap, this::collect);

  private void collect() {
    collections++;
    heap = afterwards;
  }

  @Test
  void onlyWhatHasGrownIsCollected() {
    keeper.tidy();
    heap += MIB;
    keeper.tidy();
    assertThat(collections).isZero();

    heap++;
    keeper.tidy();
    keeper.tidy();
    assertThat(collections).isEqualTo(1);
  }

  @Test
  void whatStaysIsNoGrowth() {
    heap = 10 * MIB;
    afterwards = 9 * MIB;
    keeper.tidy();
    keeper.tidy();
    assertThat(collections).isEqualTo(1);

    heap = 10 * MIB + 1;
    keeper.tidy();
    assertThat(collections).isEqualTo(2);
  }
}
