package dev.remora.log;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** A log of all levels that a test can read, and whose clock stands still until it is moved. */
public final class Written {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-11-01T09:00:00Z");
  private final Log log =
      Log.to(
          new PrintStream(bytes, true, StandardCharsets.UTF_8),
          Level.DEBUG,
          Format.LOGFMT,
          () -> now);

  /** The log to write to. */
  public Log log() {
    return log;
  }

  /** What was written so far. */
  public String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** What was written since this was last asked for. */
  public String more() {
    String text = text();
    bytes.reset();
    return text;
  }
}
