package dev.remora.inject.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.json.JsonNull;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarsTest {
  private static final String ALPHABET =
      "abyno01.:-_#'\" \\\n\t{}[],&*!|>%@`~=$/ü🐟\u0085\u2028\ufeff";
  private static final Layout LAYOUT = new Layout(2, 2, 2);

  @ParameterizedTest
  @CsvSource({
    "0644, 420",
    "0o17, 15",
    "0x1F, 31",
    "0b11, 3",
    "1_000, 1000",
    "-7, -7",
    "089, 089",
    "12:30:45, 12:30:45",
    "2026-01-02, 2026-01-02",
    "1.10, 1.10",
    "yes, true",
    "Off, false",
    "Null, null",
    "NaN, NaN",
    "1.2.3, 1.2.3"
  })
  void areReadAsKubectlReadsThem(String text, String value) throws YamlException {
    Object read = new Values().of(YamlReader.read(text).getFirst());

    assertThat(read).hasToString(value);
  }

  @Test
  void areTextsInQuotesAndWithATag() throws YamlException {
    assertThat(new Values().of(YamlReader.read("['1', \"yes\", !!str 1, ! 2]").getFirst()))
        .isEqualTo(List.of("1", "yes", "1", "2"));
    assertThat(new Values().of(YamlReader.read("[~, null]").getFirst()).toString())
        .contains(JsonNull.NULL.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql:8.0",
        "/-/healthy",
        "--mysqld.address=127.0.0.1:3306",
        "10m",
        "96Mi",
        "ALL"
      })
  void areWrittenPlainlyWhereThatIsSafe(String text) {
    assertThat(Scalars.text(text, "quoted")).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yes", "1", "", "null", "0644", "- a", "a: b", "a #b", "y", "9104", "a:", "1e3"})
  void areWrittenInQuotesWhereItIsNot(String text) {
    assertThat(Scalars.text(text, "quoted")).isEqualTo("quoted");
  }

  @Test
  void areReadBackWhateverTheyAre() throws YamlException {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      Object value = List.of(text(random), Map.of(text(random), text(random)));
      List<String> lines = BlockWriter.entry("k", value, 0, LAYOUT);

      Object read = new Values().of(YamlReader.read(String.join("\n", lines)).getFirst());

      assertThat(read).as(lines.toString()).isEqualTo(Map.of("k", value));
    }
  }

  private static String text(Random random) {
    int[] characters = ALPHABET.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }
}
