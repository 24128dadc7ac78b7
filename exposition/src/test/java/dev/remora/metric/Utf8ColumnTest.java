package dev.remora.metric;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8ColumnTest {
  private static final String ALPHABET =
      "az\"\\\n\u0000\u007F\u0080\u07FF\u0800\uD7FF\uE000\uFFFD\uFFFF\uD83D\uDE00\uDBFF\uDFFF";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "\u007F",
        "\u0080",
        "é",
        "\u07FF",
        "\u0800",
        "€",
        "\uFFFF",
        "\uD800\uDC00",
        "\uD83D\uDE00",
        "\uDBFF\uDFFF",
        "a\uD83D\uDE00b"
      })
  void writesTextsAsJavaDoes(String text) {
    Utf8Column column = new Utf8Column();

    column.add(text);

    assertThat(bytes(column, 0)).isEqualTo(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {0xD800, 0xDBFF, 0xDC00, 0xDFFF})
  @Tag("Q23")
  void writesALoneSurrogateAsReplacementCharacter(int surrogate) {
    Utf8Column column = new Utf8Column();
    String lone = String.valueOf((char) surrogate);

    column.add(lone);
    column.add(lone + "a");
    column.add("a" + lone);

    assertThat(texts(column)).containsExactly("\uFFFD", "\uFFFDa", "a\uFFFD");
  }

  @Test
  void writesSurrogatesInTheWrongOrderAsTwoReplacementCharacters() {
    Utf8Column column = new Utf8Column();

    column.add("\uDE00\uD83D");
    column.add("\uD83D\uD83D\uDE00");

    assertThat(texts(column)).containsExactly("\uFFFD\uFFFD", "\uFFFD\uD83D\uDE00");
  }

  @Test
  void keepsRandomTexts() {
    Random random = new Random(200);
    Utf8Column column = new Utf8Column();
    List<String> expected = new ArrayList<>();

    for (int i = 0; i < 2_000; i++) {
      String text = randomText(random);
      column.add(text);
      expected.add(wellFormed(text));
    }

    assertThat(texts(column)).isEqualTo(expected);
  }

  /** What a server sends as text need not be any. */
  @Test
  void takesBytesAsTheTextThatJavaReadsInThem() {
    Random random = new Random(202);
    Utf8Column column = new Utf8Column();
    List<String> expected = new ArrayList<>();

    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = randomText(random).getBytes(UTF_8);
      if (i % 3 == 0 && bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      column.add(bytes);
      expected.add(new String(bytes, UTF_8));
    }

    assertThat(texts(column)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\\", "\n"})
  void isPlainUntilAFormatHasToEscapeOneOfItsTexts(String escaped) {
    Utf8Column ofTexts = new Utf8Column();
    Utf8Column ofBytes = new Utf8Column();
    for (String text : List.of("", "a\t{}=,'#", "Größe")) {
      ofTexts.add(text);
      ofBytes.add(text.getBytes(UTF_8));
    }

    assertThat(List.of(ofTexts.isPlain(), ofBytes.isPlain())).containsOnly(true);

    ofTexts.add("a" + escaped);
    ofBytes.add((escaped + "é").getBytes(UTF_8));
    assertThat(List.of(ofTexts.isPlain(), ofBytes.isPlain())).containsOnly(false);
  }

  @Test
  void comparesByCodePoint() {
    Random random = new Random(201);
    Utf8Column column = new Utf8Column();
    List<int[]> codePoints = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String text = randomText(random);
      column.add(text);
      codePoints.add(wellFormed(text).codePoints().toArray());
    }

    for (int left = 0; left < 200; left++) {
      for (int right = 0; right < 200; right++) {
        int expected = Arrays.compare(codePoints.get(left), codePoints.get(right));
        assertThat(Integer.signum(column.compare(left, right))).isEqualTo(Integer.signum(expected));
      }
    }
  }

  @Test
  void reusesTheRoomOfTextsItDropped() {
    Utf8Column column = new Utf8Column();
    column.add("kept");
    column.add("dropped");
    column.add("dropped too");

    column.truncate(1);
    column.add("new");

    assertThat(texts(column)).containsExactly("kept", "new");
  }

  @Test
  void keepsTextsOfManyBlocksAndDropsThem() {
    Utf8Column column = new Utf8Column();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      // Some are larger than a block, which they get for themselves.
      String text = "x".repeat(i % 700 == 3 ? 40_000 : i % 90) + i;
      column.add(text);
      expected.add(text);
    }

    assertThat(texts(column)).isEqualTo(expected);
    column.truncate(1_000);
    column.add("new");
    expected.subList(1_000, expected.size()).clear();
    expected.add("new");
    assertThat(texts(column)).isEqualTo(expected);
  }

  /** Behind a full block, or one that is larger than others, there is no place to point at. */
  @ParameterizedTest
  @ValueSource(ints = {10_922, 20_000})
  void keepsAnEmptyTextBehindAFullBlock(int signs) {
    Utf8Column column = new Utf8Column();
    List<String> expected = List.of("é", "€".repeat(signs), "");

    expected.forEach(column::add);

    assertThat(texts(column)).isEqualTo(expected);
  }

  private static byte[] bytes(Utf8Column column, int index) {
    return Arrays.copyOfRange(column.bytes(index), column.start(index), column.end(index));
  }

  private static List<String> texts(Utf8Column column) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < column.size(); i++) {
      texts.add(new String(bytes(column, i), UTF_8));
    }
    return texts;
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static String wellFormed(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
        .forEach(result::appendCodePoint);
    return result.toString();
  }
}
