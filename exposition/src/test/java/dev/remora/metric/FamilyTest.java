package dev.remora.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyTest {
  @Test
  void namesTheTypeInItsFactory() {
    assertThat(Family.counter("a", "").type()).isEqualTo(MetricType.COUNTER);
    assertThat(Family.gauge("a", "").type()).isEqualTo(MetricType.GAUGE);
    assertThat(Family.untyped("a", "").type()).isEqualTo(MetricType.UNTYPED);
    assertThat(Family.histogram("a", "").type()).isEqualTo(MetricType.HISTOGRAM);
    assertThat(Family.summary("a", "").type()).isEqualTo(MetricType.SUMMARY);
  }

  @Test
  void countsOnlyHistogramsAndSummariesAsDistributions() {
    assertThat(MetricType.values())
        .filteredOn(MetricType::isDistribution)
        .containsExactly(MetricType.HISTOGRAM, MetricType.SUMMARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0a", "a-b", "ü"})
  void refusesAnIllegalName(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Family.gauge(name, "help"))
        .withMessage("not a metric name: \"%s\"", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0a", "a-b", "a:b", "ü"})
  void refusesAnIllegalLabel(String label) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Family.gauge("mysql_up", "help", "good", label))
        .withMessage("mysql_up cannot have a label named \"%s\"", label);
  }

  @Test
  void refusesALabelTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Family.gauge("mysql_up", "help", "a", "b", "a"))
        .withMessage("mysql_up takes labels [a, b, a], one of them twice");
  }

  @Test
  void refusesOnlyTheLabelThatADistributionAddsByItself() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Family.histogram("h", "", "le"))
        .withMessage("h cannot have a label named \"le\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Family.summary("s", "", "quantile"))
        .withMessage("s cannot have a label named \"quantile\"");
    assertThat(Family.histogram("h", "", "quantile").labels()).containsExactly("quantile");
    assertThat(Family.summary("s", "", "le").labels()).containsExactly("le");
    assertThat(Family.gauge("g", "", "le", "quantile").labels()).containsExactly("le", "quantile");
  }

  @Test
  void keepsItsLabelsWhenTheGivenListChanges() {
    List<String> labels = new ArrayList<>(List.of("a"));
    Family family = new Family("g", MetricType.GAUGE, "", labels);

    labels.add("b");

    assertThat(family.labels()).containsExactly("a");
  }
}
