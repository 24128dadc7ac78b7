package dev.remora.log;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** A log of all levels that a test can read. */
public final class Written {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Log log =
      Log.to(
          new PrintStream(bytes, true, StandardCharsets.UTF_8),
          Level.DEBUG,
          Format.LOGFMT,
          InstantSource.system());

  /** The log to write to. */
  public Log log() {
    return log;
  }

  /** What was written so far. */
  public String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
