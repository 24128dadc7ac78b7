package dev.remora.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictReaderTest {
  @Test
  void readsWhatItShould() {
    ReadPage page =
        StrictReader.read(
            "# HELP g a\\\\b\\nc\n# TYPE g gauge\ng{a=\"\\\"\\\\\\n\",b=\"\"} -1e-05\n");

    var labels = List.of(new ReadPage.Label("a", "\"\\\n"), new ReadPage.Label("b", ""));
    var line = new ReadPage.Line("g", labels, -1e-5);
    assertThat(page.families())
        .containsExactly(new ReadPage.Family("g", "gauge", "a\\b\nc", List.of(line)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g 1\n",
        "g 1",
        "g  1\n",
        "g 1 \n",
        "g\t1\n",
        "g 1\n\n",
        "g 1.\n",
        "g .5\n",
        "g 1E5\n",
        "g 1e5\n",
        "g 0x1\n",
        "g Inf\n",
        "g{} 1\n",
        "g{a=\"1\",} 1\n",
        "g{a=\"1\", b=\"2\"} 1\n",
        "g{a=\"1\",a=\"2\"} 1\n",
        "g{a='1'} 1\n",
        "g{a=\"\\t\"} 1\n",
        "g{a=\"\n\"} 1\n",
        "g{a=\"\"\"} 1\n",
        "g{a=\"\\\"} 1\n",
        "g{1=\"1\"} 1\n",
        "g 1\ng 2\n",
        "g 1\nh 2\n",
        "g_sum 1\n",
        "g 1\n# HELP g h\n# TYPE g gauge\ng 1\n",
        "g 1\n# HELP i h\n# TYPE i gauge\n",
        "g 1\n# HELP i \\\"\n# TYPE i gauge\ni 1\n",
        "g 1\n# HELP i h\n# TYPE j gauge\ni 1\n",
        "g 1\n# HELP i h\n# TYPE i info\ni 1\n",
        "g 1\n# HELP i h\n# TYPE i histogram\ni 1\n",
        "g 1\n# TYPE i gauge\ni 1\n",
      })
  void refusesWhatIsOnlyAlmostRight(String lines) {
    // The first line is complete only with its head, so that one test shows the head is needed.
    String page = lines.equals("g 1\n") ? lines : "# HELP g h\n# TYPE g gauge\n" + lines;

    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> StrictReader.read(page));
  }
}
