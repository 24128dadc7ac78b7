package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GreetedSocketsTest {
  private static final int LATIN1 = 8;
  private static final int UTF8MB4 = 45;

  /** In whatever portions it comes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20, 500})
  void saysUtf8InTheGreetingAndChangesNothingElse(int portion) throws IOException {
    String latin =
        "\0\0\0\0\nVERSION\0" + "1234" + "challeng" + "\0" + "CC" + (char) LATIN1 + "rest";
    byte[] sent = (latin + latin).getBytes(StandardCharsets.ISO_8859_1);
    byte[] expected = sent.clone();
    expected[latin.indexOf((char) LATIN1)] = UTF8MB4;

    assertThat(passed(sent, portion)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 500})
  void changesNothingOfAnError(int portion) throws IOException {
    byte[] sent = new byte[100];
    Arrays.fill(sent, 4, 5, (byte) 0xFF);

    assertThat(passed(sent, portion)).isEqualTo(sent);
  }

  private static byte[] passed(byte[] sent, int portion) throws IOException {
    byte[] read = new byte[sent.length];
    int at = 0;
    try (InputStream in = new GreetedSockets.Greeting(new ByteArrayInputStream(sent))) {
      while (at < sent.length) {
        at += in.read(read, at, Math.min(portion, sent.length - at));
      }
      assertThat(in.read()).isEqualTo(-1);
    }
    return read;
  }
}
