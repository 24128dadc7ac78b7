package dev.remora.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void givesEqualFamiliesTheSameBuffer() {
    Samples samples = new Samples();

    FamilyBuffer first = samples.family(Family.gauge("g", "help", "a"));
    FamilyBuffer second = samples.family(Family.gauge("g", "help", "a"));

    assertThat(second).isSameAs(first);
    assertThat(samples.dropped()).isZero();
  }

  @Test
  void keepsFamiliesInTheOrderOfTheirFirstUse() {
    Samples samples = new Samples();

    samples.add(Family.gauge("b", ""), 1);
    samples.add(Family.gauge("a", "", "label"), "x", 2);
    samples.add(Family.gauge("b", ""), 3);

    assertThat(samples.buffers())
        .extracting(buffer -> buffer.family().name())
        .containsExactly("b", "a");
    assertThat(samples.buffers()).extracting(FamilyBuffer::size).containsExactly(2, 1);
  }

  @Test
  void hidesAndCountsFamiliesThatClashInTypeHelpOrLabels() {
    Samples samples = new Samples();
    samples.add(Family.gauge("g", "help", "a"), "x", 1);

    samples.add(Family.counter("g", "help", "a"), "x", 2);
    samples.add(Family.gauge("g", "other help", "a"), "x", 3);
    samples.add(Family.gauge("g", "help", "b"), "x", 4);
    samples.add(Family.gauge("g", "help"), 5);

    assertThat(samples.dropped()).isEqualTo(4);
    assertThat(samples.buffers()).extracting(FamilyBuffer::size).containsExactly(1);
  }
}
