package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.mysql.Target;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any password works through a variable, most work as they are, and none is ever shown. */
class DataSourcePasswordTest {
  // Shorter pieces of a random text turn up in any English sentence by chance.
  private static final int TELLING_LENGTH = 4;
  private static final int SEEDS = 200;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p@ss/w:or?d)%$#&\"' x",
        "@",
        "/",
        ":",
        "?",
        ")",
        "%",
        "%41",
        "a@tcp(b)/c",
        "${PASSWORD}",
        "$PASSWORD",
        "pässwörd",
        "\\",
        "\u00a0",
        ";`--",
        "\uD83D\uDE00",
        "a\nb",
        ""
      })
  void mayHoldAnyCharacterInAVariable(String password) throws ConfigurationException {
    assertThat(throughAVariable(password)).isEqualTo(password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p@ss/w:or?d)%$#&\"' x",
        "@",
        "/",
        ":",
        "?",
        ")",
        "(",
        "%",
        "%41",
        "a@tcp(b)/c",
        "$PASS",
        "pässwörd",
        "\\",
        ";`--",
        "\uD83D\uDE00",
        ""
      })
  void mayBeWrittenAsItIsWhereNothingElseHasASlash(String password) throws ConfigurationException {
    Target target =
        DataSourceName.parse(
            "root:" + password + "@tcp(db:3306)/shop?timeout=5s", new References(Map.of()));

    assertThat(target.user()).isEqualTo("root");
    assertThat(target.password().value()).isEqualTo(password);
    assertThat(target.address()).hasToString("db:3306");
    assertThat(target.options().database()).isEqualTo("shop");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void survivesAVariableWhateverItIs(int seed) throws ConfigurationException {
    String password = printable(new Random(seed), 1 + seed % 64);

    assertThat(throughAVariable(password)).isEqualTo(password);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isInNoMessageHoweverTheNameIsTorn(int seed) {
    Random random = new Random(seed);
    String password = printable(random, 8 + random.nextInt(24));
    for (int i = 0; i < 20; i++) {
      String text = torn("root:" + password + "@tcp(db:3306)/shop?timeout=5s&tls=true", random);
      assertThat(messageOf(text)).satisfies(message -> hasNoPartOf(password, message));
    }
  }

  private static String throughAVariable(String password) throws ConfigurationException {
    References references = new References(Map.of("PASSWORD", password));
    Target target =
        DataSourceName.parse("root:${PASSWORD}@tcp(db:3306)/shop?timeout=5s", references);
    assertThat(target.address()).hasToString("db:3306");
    assertThat(references.replaced()).containsExactly("PASSWORD");
    assertThat(target.toString()).satisfies(text -> hasNoPartOf(password, text));
    return target.password().value();
  }

  /** All that a bad name makes the program say; empty for a good one. */
  private static String messageOf(String text) {
    try {
      DataSourceName.parse(text, new References(Map.of()));
      return "";
    } catch (ConfigurationException e) {
      return e + " " + e.problems() + " " + e.getCause();
    }
  }

  /** The text with a few characters lost, doubled or put in, as hands and shells do. */
  private static String torn(String text, Random random) {
    StringBuilder torn = new StringBuilder(text);
    int blows = 1 + random.nextInt(4);
    for (int i = 0; i < blows && !torn.isEmpty(); i++) {
      int at = random.nextInt(torn.length());
      switch (random.nextInt(4)) {
        case 0 -> torn.deleteCharAt(at);
        case 1 -> torn.insert(at, "@/:()?&=$% ".charAt(random.nextInt(11)));
        case 2 -> torn.setLength(at);
        default -> torn.insert(at, torn.charAt(at));
      }
    }
    return torn.toString();
  }

  private static void hasNoPartOf(String password, String message) {
    for (int i = 0; i + TELLING_LENGTH <= password.length(); i++) {
      assertThat(message).doesNotContain(password.substring(i, i + TELLING_LENGTH));
    }
  }

  private static String printable(Random random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) (' ' + random.nextInt('\u007f' - ' ')));
    }
    return text.toString();
  }

  private static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }
}
