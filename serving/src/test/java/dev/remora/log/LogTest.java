package dev.remora.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T09:00:00.1239Z"));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void writesLogfmt() {
    log(Level.INFO, Format.LOGFMT).info("Listening on :9104", "address", ":9104", "count", 2);

    assertThat(text())
        .isEqualTo(
            """
            time=2026-11-01T09:00:00.123Z level=INFO source=remora msg="Listening on :9104" address=:9104 count=2
            """);
  }

  @Test
  void writesJson() {
    log(Level.INFO, Format.JSON).info("Listening on :9104", "address", ":9104", "count", 2);

    assertThat(text())
        .isEqualTo(
            """
            {"time":"2026-11-01T09:00:00.123Z","level":"INFO","source":"remora","msg":"Listening on :9104","address":":9104","count":2}
            """);
  }

  @Test
  void namesTheLevelAndTheSourceOfEachLine() {
    Log log = log(Level.DEBUG, Format.LOGFMT);

    log.debug("a");
    log.of("http").info("b");
    log.of("scrape").of("main").warn("c");
    log.error("d");

    assertThat(text())
        .isEqualTo(
            """
            time=2026-11-01T09:00:00.123Z level=DEBUG source=remora msg=a
            time=2026-11-01T09:00:00.123Z level=INFO source=http msg=b
            time=2026-11-01T09:00:00.123Z level=WARN source=main msg=c
            time=2026-11-01T09:00:00.123Z level=ERROR source=remora msg=d
            """);
  }

  @ParameterizedTest
  @CsvSource({"DEBUG, 4", "INFO, 3", "WARN, 2", "ERROR, 1"})
  void leavesOutWhatIsBelowTheLeastLevel(Level least, int expected) {
    Log log = log(least, Format.LOGFMT).of("http");

    log.debug("x");
    log.info("x");
    log.warn("x");
    log.error("x");

    assertThat(text().lines()).hasSize(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          plain                    | plain
          127.0.0.1:3306           | 127.0.0.1:3306
          /run/my.sock             | /run/my.sock
          ~~                       | ""
          a b                      | "a b"
          a=b                      | "a=b"
          a"b                      | "a\\"b"
          a\\b                     | "a\\\\b"
          'a'                      | 'a'
          ä                        | "ä"
          """)
  void quotesInLogfmtOnlyWhatNeedsIt(String value, String expected) {
    log(Level.INFO, Format.LOGFMT).info("m", "k", value);

    assertThat(text())
        .isEqualTo(
            "time=2026-11-01T09:00:00.123Z level=INFO source=remora msg=m k=" + expected + "\n");
  }

  @Test
  void keepsAWholeLogfmtEntryOnOneLine() {
    log(Level.INFO, Format.LOGFMT).info("a\nb", "k", "c\r\n\td\u0000\u007f");

    assertThat(text()).endsWith(" msg=\"a\\nb\" k=\"c\\r\\n\\td\\u0000\\u007f\"\n").hasLineCount(1);
  }

  @Test
  void escapesInJsonOnlyWhatNeedsIt() {
    Log log = log(Level.INFO, Format.JSON);

    log.info("a\"b\\c", "k\n", "\u0001\u001f\u007f\t\r\n", "plain", "a=b 'ä€\uD83D\uDE00'/");

    assertThat(text())
        .endsWith(
            """
            "msg":"a\\"b\\\\c","k\\n":"\\u0001\\u001f\\u007f\\t\\r\\n","plain":"a=b 'ä€\uD83D\uDE00'/"}
            """);
  }

  @Test
  void escapesHalfOfASurrogatePair() {
    log(Level.INFO, Format.JSON).info("m", "k", "a\uD83Db\uDE00");

    assertThat(text()).endsWith("\"k\":\"a\\ud83db\\ude00\"}\n");
  }

  @ParameterizedTest
  @ValueSource(chars = {'\u0085', '\u009b', '\u00ad', '\u2028', '\u2029', '\u202e', '\ufeff'})
  void escapesWhatEndsALineOrIsNotSeen(char c) {
    log(Level.INFO, Format.LOGFMT).info("m", "k", "a" + c + "b");

    assertThat(text()).endsWith(" k=\"a\\u%04xb\"\n".formatted((int) c));
  }

  @Test
  void escapesWhatIsNotSeenBeyondTheFirstPlane() {
    log(Level.INFO, Format.LOGFMT).info("m", "k", "a\uDB40\uDC01b\uD83D\uDE00");

    assertThat(text()).endsWith(" k=\"a\\udb40\\udc01b\uD83D\uDE00\"\n");
  }

  @Test
  void writesNumbersAndTruthsOfJsonAsSuch() {
    log(Level.INFO, Format.JSON).info("m", "i", 1, "l", 2L, "b", true, "d", 0.5, "s", "3");

    assertThat(text()).endsWith("\"i\":1,\"l\":2,\"b\":true,\"d\":\"0.5\",\"s\":\"3\"}\n");
  }

  @Test
  void writesTimesInValuesLikeTheTimeOfTheLine() {
    log(Level.INFO, Format.LOGFMT).info("m", "since", Instant.parse("2026-11-01T08:00:00Z"));

    assertThat(text()).endsWith(" msg=m since=2026-11-01T08:00:00.000Z\n");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void writesMillisecondsEvenWhenThereAreNone(Format format) {
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-01T09:00:00Z"));

    Log.to(out, Level.INFO, format, clock).info("m");

    assertThat(text()).contains("2026-11-01T09:00:00.000Z");
  }

  private Log log(Level least, Format format) {
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    return Log.to(out, least, format, CLOCK);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
