package dev.remora.metric;

import static dev.remora.metric.FamilyBufferTest.label;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrangedFamilyTest {
  @Test
  void ordersLabelsByName() {
    FamilyBuffer buffer = new FamilyBuffer(Family.gauge("g", "", "b", "a_", "a", "B", "_"));
    buffer.label("vb").label("va_").label("va").label("vB").label("v_").value(1);

    ArrangedFamily family = buffer.arrange();

    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < family.labelCount(); i++) {
      pairs.add(family.labelName(i) + "=" + label(family, 0, i));
    }
    assertThat(pairs).containsExactly("B=vB", "_=v_", "a=va", "a_=va_", "b=vb");
  }

  @Test
  void ordersSamplesByLabelsInOrderOfTheirNames() {
    FamilyBuffer buffer = new FamilyBuffer(Family.gauge("g", "", "z", "a"));
    buffer.label("1").label("y").value(4);
    buffer.label("2").label("x").value(2);
    buffer.label("1").label("x").value(1);
    buffer.label("3").label("x").value(3);

    ArrangedFamily family = buffer.arrange();

    assertThat(values(family)).containsExactly(1.0, 2.0, 3.0, 4.0);
  }

  @Test
  void ordersSamplesByUnsignedBytes() {
    FamilyBuffer buffer = new FamilyBuffer(Family.gauge("g", "", "a"));
    buffer.label("\uD83D\uDE00").value(7);
    buffer.label("\uFFFF").value(6);
    buffer.label("é").value(5);
    buffer.label("a1").value(4);
    buffer.label("a").value(3);
    buffer.label("B").value(2);
    buffer.label("").value(1);

    ArrangedFamily family = buffer.arrange();

    assertThat(values(family)).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0);
  }

  @Test
  void doesNotMixUpLabelsWhoseTextsJoinToTheSame() {
    FamilyBuffer buffer = new FamilyBuffer(Family.gauge("g", "", "a", "b"));
    buffer.label("ab").label("c").value(2);
    buffer.label("a").label("bc").value(1);

    ArrangedFamily family = buffer.arrange();

    assertThat(values(family)).containsExactly(1.0, 2.0);
    assertThat(family.duplicates()).isZero();
  }

  @Test
  void keepsTheFirstOfDuplicates() {
    FamilyBuffer buffer = new FamilyBuffer(Family.gauge("g", "", "a"));
    buffer.label("x").value(1);
    buffer.label("y").value(2);
    buffer.label("x").value(3);
    buffer.label("x").value(4);

    ArrangedFamily family = buffer.arrange();

    assertThat(values(family)).containsExactly(1.0, 2.0);
    assertThat(family.duplicates()).isEqualTo(2);
  }

  @Test
  void keepsTheFirstOfAdjacentDuplicates() {
    FamilyBuffer buffer = new FamilyBuffer(Family.gauge("g", "", "a"));
    buffer.label("x").value(1);
    buffer.label("x").value(2);

    ArrangedFamily family = buffer.arrange();

    assertThat(values(family)).containsExactly(1.0);
    assertThat(family.duplicates()).isEqualTo(1);
  }

  @Test
  void keepsTheFirstWithoutLabels() {
    FamilyBuffer buffer = new FamilyBuffer(Family.gauge("g", ""));
    buffer.value(1);
    buffer.value(2);
    buffer.value(3);

    ArrangedFamily family = buffer.arrange();

    assertThat(values(family)).containsExactly(1.0);
    assertThat(family.duplicates()).isEqualTo(2);
  }

  @Test
  void ordersDistributionsWithTheirPoints() {
    FamilyBuffer buffer = new FamilyBuffer(Family.histogram("h", "", "a"));
    buffer.label("y").distribution(2, 20, new double[] {1, 2}, new double[] {1, 2});
    buffer.label("x").distribution(1, 10, new double[] {5}, new double[] {1});

    ArrangedFamily family = buffer.arrange();

    ArrangedFamily.Walk sample = family.walk();
    assertThat(sample.next()).isTrue();
    assertThat(sample.sum()).isEqualTo(10);
    assertThat(sample.point(0)).isEqualTo(5);
    assertThat(sample.points()).isEqualTo(1);
    assertThat(sample.next()).isTrue();
    assertThat(sample.sum()).isEqualTo(20);
    assertThat(sample.points()).isEqualTo(2);
    assertThat(sample.next()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 8, 9, 63, 64, 65, 1_000, 5_000})
  void sortsAsATreeMapDoes(int count) {
    Random random = new Random(count);
    FamilyBuffer buffer = new FamilyBuffer(Family.gauge("g", "", "a"));
    Map<String, Double> expected = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String text = Integer.toString(random.nextInt(count + count / 2));
      buffer.label(text).value(i);
      expected.putIfAbsent(text, (double) i);
    }

    ArrangedFamily family = buffer.arrange();

    assertThat(values(family)).containsExactlyElementsOf(expected.values());
    assertThat(family.duplicates()).isEqualTo(count - expected.size());
  }

  static List<Double> values(ArrangedFamily family) {
    List<Double> values = new ArrayList<>();
    ArrangedFamily.Walk sample = family.walk();
    while (sample.next()) {
      values.add(sample.value());
    }
    assertThat(values).hasSize(family.size());
    return values;
  }
}
