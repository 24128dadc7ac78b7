package dev.remora.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a value holds, an event is one line, and the value can be read back from it. */
class OneLineTest {
  private static final String NASTY =
      "\"\\\n\r\t\u0000\u001b\u007f\u0085\u009b\u00a0\u2028\u2029\u202e\ufeff\ud800\udbff\udc00\udfff\uffff ={}[]:,ä";
  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  // What any reader takes for the end of a line, or a terminal for a command.
  private static final Pattern TEARS = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202e]");

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void inLogfmt(long seed) {
    String value = text(new Random(seed));

    String line = line(Format.LOGFMT, value);

    assertThat(line).startsWith("time=");
    assertThat(readBack(line.substring(line.indexOf(" key=") + 5))).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void inJson(long seed) {
    String value = text(new Random(seed));

    String line = line(Format.JSON, value);

    assertThat(line).startsWith("{\"time\":\"").endsWith("\"}");
    String end = line.substring(line.indexOf(",\"key\":") + 7);
    assertThat(readBack(end.substring(0, end.length() - 1))).isEqualTo(value);
  }

  /** The line of an event that has the value as its message, too. */
  private static String line(Format format, String value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    Log.to(out, Level.INFO, format, InstantSource.system()).info(value, "key", value);
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text).endsWith("\n");
    String line = text.substring(0, text.length() - 1);
    assertThat(TEARS.matcher(line).find()).as(line).isFalse();
    return line;
  }

  /** A value as a reader of JSON's texts understands it; a bare one is itself. */
  private static String readBack(String written) {
    if (!written.startsWith("\"")) {
      return written;
    }
    var quoted = QUOTED.matcher(written);
    assertThat(quoted.matches()).as(written).isTrue();
    String inner = quoted.group(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      c = inner.charAt(++i);
      if (c == 'u') {
        text.append((char) Integer.parseInt(inner.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        int escape = "nrt".indexOf(c);
        text.append(escape < 0 ? c : "\n\r\t".charAt(escape));
      }
    }
    return text.toString();
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(
          random.nextInt(3) > 0
              ? NASTY.charAt(random.nextInt(NASTY.length()))
              : (char) random.nextInt(0x10000));
    }
    return text.toString();
  }
}
