package dev.remora.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionParserTest {
  private static final String HEAD = "# HELP a Text.\n# TYPE a gauge\n";

  @Test
  void readsLabelsWithEscapes() {
    Exposition page = Exposition.parse(HEAD + "a{x=\"q\\\"b\\\\n\\nl, }\",y=\"\"} 1\n");

    Exposition.Sample sample = page.samples().findFirst().orElseThrow();
    assertThat(sample.labels()).isEqualTo(Map.of("x", "q\"b\\n\nl, }", "y", ""));
    assertThat(sample.series()).isEqualTo("a{x=\"q\\\"b\\\\n\\nl, }\",y=\"\"}");
  }

  @Test
  void readsTheSamplesOfASummary() {
    String text = "# HELP s Text.\n# TYPE s summary\ns{quantile=\"0.5\"} NaN\ns_sum 1\ns_count 2\n";

    assertThat(Exposition.parse(text).names()).containsExactly("s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1",
        "a 1\n\n",
        "b 1\n",
        "a  1\n",
        "a 1 1700000000000\n",
        "a 0x1\n",
        "a 1\na 2\n",
        "a{x=\"1\",} 1\n",
        "a{x=\"1\" } 1\n",
        "a{x=\"\\t\"} 1\n",
        "a{x=\"1\"\"} 1\n",
        "a{x=\"1\",x=\"2\"} 1\n",
        "a 1\n# HELP b Text.\n# TYPE b gauge\n",
        "a 1\n" + HEAD + "a{x=\"1\"} 1\n",
        "a 1\n# EOF\n"
      })
  void refusesWhatTheFormatDoesNotAllow(String samples) {
    assertThatThrownBy(() -> Exposition.parse(HEAD + samples))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesASampleWithoutType() {
    assertThatThrownBy(() -> Exposition.parse("a 1\n")).hasMessageContaining("outside");
  }
}
