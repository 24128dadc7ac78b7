package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collector;
import dev.remora.collector.Default;
import dev.remora.collector.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorSettingsTest {
  private static final Setting.Count LIMIT = new Setting.Count("limit", 250, "A limit.");
  private static final Setting.Text TABLE = new Setting.Text("table", "heartbeat", "A table.");
  private static final Setting.Texts EXCLUDE = new Setting.Texts("exclude", "Some schemas.");
  private static final Setting.Toggle UTC = new Setting.Toggle("utc", Default.OFF, "UTC.");
  private static final Setting.Toggle BY_HOST = new Setting.Toggle("by_host", Default.ON, "Hosts.");
  private static final List<Collector> COLLECTORS =
      List.of(NamedCollector.of("a.b", Default.OFF, LIMIT, TABLE, EXCLUDE, UTC, BY_HOST));

  @Test
  void holdTheDefaultsWhereNothingIsChosen() throws ConfigurationException {
    Chosen chosen = chosen("--collect.a.b");

    assertThat(chosen.count(LIMIT)).isEqualTo(250);
    assertThat(chosen.text(TABLE)).isEqualTo("heartbeat");
    assertThat(chosen.texts(EXCLUDE)).isEmpty();
    assertThat(chosen.isOn(UTC)).isFalse();
    assertThat(chosen.isOn(BY_HOST)).isTrue();
  }

  @Test
  void holdWhatTheFlagsSay() throws ConfigurationException {
    Chosen chosen =
        chosen(
            "--collect.a.b",
            "--collect.a.b.limit=1e2",
            "--collect.a.b.table",
            "beats",
            "--collect.a.b.exclude=x,y",
            "--collect.a.b.exclude=z",
            "--collect.a.b.utc",
            "--no-collect.a.b.by_host");

    assertThat(chosen.count(LIMIT)).isEqualTo(100);
    assertThat(chosen.text(TABLE)).isEqualTo("beats");
    assertThat(chosen.texts(EXCLUDE)).containsExactly("x,y", "z");
    assertThat(chosen.isOn(UTC)).isTrue();
    assertThat(chosen.isOn(BY_HOST)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"ten", "-1", "2147483648", "NaN", "''"})
  void nameTheFlagWhoseNumberIsBad(String value) {
    assertThat(problems("--collect.a.b", "--collect.a.b.limit=" + value))
        .containsExactly(
            "--collect.a.b.limit \"%s\" is not a number from 0 to 2147483647".formatted(value));
  }

  @Test
  void areCheckedAlsoWhereTheCollectorIsOff() {
    assertThat(problems("--collect.a.b.limit=ten"))
        .containsExactly("--collect.a.b.limit \"ten\" is not a number from 0 to 2147483647");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --collect.a.b.limt=1        | did you mean --collect.a.b.limit?
          --collect.a.b.utc=true      | --collect.a.b.utc takes no value
          --no-collect.a.b.limit      | unknown flag --no-collect.a.b.limit
          --collect.a.b.limit         | --collect.a.b.limit needs a value: write --collect.a.b.limit=250
          """)
  void nameTheFlagThatIsBad(String argument, String reason) {
    assertThat(problems("--collect.a.b", argument)).singleElement().asString().contains(reason);
  }

  private static List<String> problems(String... arguments) {
    return catchThrowableOfType(ConfigurationException.class, () -> read(arguments)).problems();
  }

  private static Chosen chosen(String... arguments) throws ConfigurationException {
    return ((NamedCollector) read(arguments).collectors().getFirst()).chosen();
  }

  private static Settings read(String... arguments) throws ConfigurationException {
    CommandLine line = CommandLine.parse(List.of(arguments), Flags.all(COLLECTORS));
    return SettingsReader.read(line, Map.of("DATA_SOURCE_NAME", "u:p@(db)/"), COLLECTORS);
  }
}
