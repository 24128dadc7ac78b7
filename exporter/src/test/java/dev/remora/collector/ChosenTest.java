package dev.remora.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChosenTest {
  private static final Setting.Count COUNT = new Setting.Count("count", 250, "A count.");
  private static final Setting.Text TEXT = new Setting.Text("text", "all", "A text.");
  private static final Setting.Texts TEXTS = new Setting.Texts("texts", "Some texts.");
  private static final Setting.Toggle ON = new Setting.Toggle("on", Default.ON, "On.");
  private static final Setting.Toggle OFF = new Setting.Toggle("off", Default.OFF, "Off.");

  @Test
  void holdsTheDefaultsWhereNothingIsChosen() {
    assertThat(Chosen.NOTHING.count(COUNT)).isEqualTo(250);
    assertThat(Chosen.NOTHING.text(TEXT)).isEqualTo("all");
    assertThat(Chosen.NOTHING.texts(TEXTS)).isEmpty();
    assertThat(Chosen.NOTHING.isOn(ON)).isTrue();
    assertThat(Chosen.NOTHING.isOn(OFF)).isFalse();
  }

  @Test
  void holdsWhatIsChosen() {
    Chosen chosen =
        new Chosen(
            Map.of(
                "count", List.of("7"),
                "text", List.of(""),
                "texts", List.of("b", "", "a,c", "b"),
                "on", List.of("false"),
                "off", List.of("true")));

    assertThat(chosen.count(COUNT)).isEqualTo(7);
    assertThat(chosen.text(TEXT)).isEmpty();
    assertThat(chosen.texts(TEXTS)).containsExactly("b", "a,c");
    assertThat(chosen.isOn(ON)).isFalse();
    assertThat(chosen.isOn(OFF)).isTrue();
  }

  @Test
  void givesTheDefaultsAsTexts() {
    assertThat(COUNT.defaults()).containsExactly("250");
    assertThat(TEXT.defaults()).containsExactly("all");
    assertThat(TEXTS.defaults()).containsExactly("");
    assertThat(ON.defaults()).containsExactly("true");
    assertThat(OFF.defaults()).containsExactly("false");
  }
}
