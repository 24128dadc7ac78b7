package dev.remora.inject.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void isReadAsItWasWritten() throws JsonException {
    Random random = new Random(42);
    for (int i = 0; i < 200; i++) {
      Object value = value(random, 4);

      assertThat(JsonReader.read(JsonWriter.compact(value))).isEqualTo(value);
      assertThat(JsonReader.read(JsonWriter.pretty(value))).isEqualTo(value);
      assertThat(JsonReader.read(JsonWriter.spaced(value))).isEqualTo(value);
    }
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> JsonNull.NULL;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextInt();
      case 3 -> random.nextLong() | Long.MIN_VALUE;
      case 4 -> new BigInteger(100, random).setBit(99);
      case 5 -> BigDecimal.valueOf(random.nextInt(), 3);
      case 6 -> text(random);
      case 7 -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
      default -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(text(random), value(random, depth - 1));
        }
        yield map;
      }
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(9); i > 0; i--) {
      text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65536)));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,]",
        "{\"a\" 1}",
        "{a: 1}",
        "01",
        "1.",
        "1e",
        "+1",
        "nul",
        "'a'",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"a\nb\"",
        "\"a",
        "1 2",
        "{\"a\":1,\"a\":2}",
        "[1}",
        "\u0000",
        "1e99999999999"
      })
  void isRefusedWithALine(String text) {
    assertThatThrownBy(() -> JsonReader.read(text))
        .isInstanceOf(JsonException.class)
        .hasMessageStartingWith("line ");
  }

  @Test
  void isRefusedWhereItIsTooDeepOrANumberTooLong() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
        .hasMessageContaining("nested more than 200 deep");
    assertThatThrownBy(() -> JsonReader.read("1".repeat(1_000_000)))
        .hasMessageContaining("a number of 1000000 characters");
  }
}
