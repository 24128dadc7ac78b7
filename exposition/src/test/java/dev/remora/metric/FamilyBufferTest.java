package dev.remora.metric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FamilyBufferTest {
  private static final double[] NONE = {};

  @Test
  void refusesTooFewLabels() {
    FamilyBuffer buffer = new FamilyBuffer(Family.gauge("g", "", "a", "b"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> buffer.label("1").value(1))
        .withMessage("g takes labels [a, b], got 1 values");
  }

  @Test
  void refusesTooManyLabels() {
    FamilyBuffer buffer = new FamilyBuffer(Family.summary("s", "", "a"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> buffer.label("1").label("2").distribution(0, 0, NONE, NONE))
        .withMessage("s takes labels [a], got 2 values");
  }

  @Test
  void refusesLabelsWhereThereAreNone() {
    FamilyBuffer buffer = new FamilyBuffer(Family.gauge("g", ""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> buffer.label("1").value(1))
        .withMessage("g takes labels [], got 1 values");
  }

  @Test
  void refusesANumberForADistribution() {
    FamilyBuffer buffer = new FamilyBuffer(Family.histogram("h", ""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> buffer.value(1))
        .withMessage("h is a HISTOGRAM: it takes distributions");
  }

  @Test
  void refusesADistributionForANumber() {
    FamilyBuffer buffer = new FamilyBuffer(Family.counter("c", ""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> buffer.distribution(1, 1, NONE, NONE))
        .withMessage("c is a COUNTER, got a distribution of 0 points and 0 values");
  }

  @Test
  void refusesPointsWithoutValues() {
    FamilyBuffer buffer = new FamilyBuffer(Family.summary("s", ""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> buffer.distribution(1, 1, new double[] {0.5, 0.9}, new double[] {1}))
        .withMessage("s is a SUMMARY, got a distribution of 2 points and 1 values");
  }

  @Test
  void takesAGoodSampleAfterAnyRefusal() {
    FamilyBuffer number = new FamilyBuffer(Family.gauge("g", "", "a"));
    FamilyBuffer distribution = new FamilyBuffer(Family.summary("s", "", "a"));

    assertThatIllegalArgumentException().isThrownBy(() -> number.value(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> number.label("bad").distribution(1, 1, NONE, NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> distribution.label("bad").value(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> distribution.label("bad").distribution(1, 1, NONE, new double[1]));
    number.label("good").value(2);
    distribution.label("good").distribution(3, 4, NONE, NONE);

    assertThat(label(number.arrange(), 0, 0)).isEqualTo("good");
    assertThat(label(distribution.arrange(), 0, 0)).isEqualTo("good");
    assertThat(number.size()).isEqualTo(1);
    assertThat(distribution.size()).isEqualTo(1);
  }

  @Test
  void forgetsTheLabelsOfAnAbandonedSample() {
    FamilyBuffer buffer = new FamilyBuffer(Family.gauge("g", "", "a", "b"));
    buffer.label("1").label("2").value(12);

    buffer.label("abandoned");
    buffer.abandon();
    buffer.label("3").label("4").value(34);

    ArrangedFamily family = buffer.arrange();
    assertThat(family.size()).isEqualTo(2);
    assertThat(label(family, 1, 0)).isEqualTo("3");
    assertThat(label(family, 1, 1)).isEqualTo("4");
    assertThat(ArrangedFamilyTest.values(family)).containsExactly(12.0, 34.0);
  }

  @Test
  void leavesOutASampleThatIsNotEnded() {
    FamilyBuffer buffer = new FamilyBuffer(Family.gauge("g", "", "a", "b"));
    buffer.label("1").label("2").value(12);

    buffer.label("begun");

    assertThat(buffer.size()).isEqualTo(1);
    assertThat(buffer.arrange().size()).isEqualTo(1);
  }

  @Test
  void keepsDistributionsOfDifferentLengthsApart() {
    FamilyBuffer buffer = new FamilyBuffer(Family.summary("s", "", "a"));
    buffer.label("1").distribution(10, 11, new double[] {0.5, 0.9}, new double[] {12, 13});
    buffer.label("2").distribution(20, 21, NONE, NONE);
    buffer.label("3").distribution(30, 31, new double[] {0.1}, new double[] {32});

    ArrangedFamily family = buffer.arrange();

    ArrangedFamily.Walk first = at(family, 0);
    assertThat(first.points()).isEqualTo(2);
    assertThat(first.point(1)).isEqualTo(0.9);
    assertThat(first.atPoint(1)).isEqualTo(13);
    ArrangedFamily.Walk second = at(family, 1);
    assertThat(second.points()).isZero();
    assertThat(second.count()).isEqualTo(20);
    assertThat(second.sum()).isEqualTo(21);
    ArrangedFamily.Walk third = at(family, 2);
    assertThat(third.points()).isEqualTo(1);
    assertThat(third.count()).isEqualTo(30);
    assertThat(third.point(0)).isEqualTo(0.1);
    assertThat(third.atPoint(0)).isEqualTo(32);
  }

  static String label(ArrangedFamily family, int sample, int label) {
    ArrangedFamily.Walk walk = at(family, sample);
    int start = walk.labelStart(label);
    return new String(walk.labelBytes(label), start, walk.labelEnd(label) - start, UTF_8);
  }

  private static ArrangedFamily.Walk at(ArrangedFamily family, int sample) {
    ArrangedFamily.Walk walk = family.walk();
    for (int i = 0; i <= sample; i++) {
      assertThat(walk.next()).isTrue();
    }
    return walk;
  }
}
