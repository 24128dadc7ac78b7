package dev.remora.inject.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of all lengths, and of bytes that are no text. */
class BodyTest {
  private static Body read(byte[] bytes) throws Exception {
    Body body = new Body();
    try (Room.Share share = new Room(Duration.ZERO).share()) {
      body.read(new ByteArrayInputStream(bytes), share);
    }
    return body;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, Room.SMALL_BYTES, 100_000, Body.MOST_BYTES})
  void isReadWhole(int length) throws Exception {
    String text = "x".repeat(length);

    Body body = read(text.getBytes(StandardCharsets.US_ASCII));

    assertThat(body.beginning()).isEqualTo(text.substring(0, Math.min(length, Rough.BEGINNING)));
    assertThat(body.text()).isEqualTo(text);
  }

  @Test
  void oneByteMoreIsTooMuch() {
    assertThatThrownBy(() -> read(new byte[Body.MOST_BYTES + 1]))
        .isInstanceOfSatisfying(
            NoReviewException.class, e -> assertThat(e.status()).isEqualTo(413));
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "\ufffd", "😀", "a\ufffdb é"})
  void charactersOfAllKindsAreText(String text) throws Exception {
    assertThat(read(text.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "{\"a\": \"\u00ff\"}"})
  void whatIsNotUtf8IsRefused(String text) throws Exception {
    Body body = read(text.getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(body::text)
        .isInstanceOf(NoReviewException.class)
        .hasMessageContaining("UTF-8");
  }
}
