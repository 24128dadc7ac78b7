package dev.remora.inject.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesVersionTest {
  @ParameterizedTest
  @CsvSource({
    "1.28, false",
    "1.28.15, false",
    "v1.9.0, false",
    "0.99, false",
    "1.29, true",
    "v1.29.0-alpha.1, true",
    "v1.33.2-gke.1240000, true",
    "1.29+, true",
    "1.100, true",
    "2.0, true",
  })
  void knowsFromWhichOnThereAreNativeSidecars(String text, boolean known) {
    assertThat(KubernetesVersion.parse(text).orElseThrow().hasNativeSidecars()).isEqualTo(known);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "v", "latest", "1.x", "1.29 ", "-1.29", "1.99999999999"})
  void isNotGuessed(String text) {
    assertThat(KubernetesVersion.parse(text)).isEmpty();
  }

  @Test
  void thatNobodySaidKnowsNothing() {
    assertThat(KubernetesVersion.UNKNOWN.hasNativeSidecars()).isFalse();
  }
}
