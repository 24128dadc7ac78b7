package dev.remora.log;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Writes log lines as the reference exporter's current releases do: time, level, source, message,
 * then key and value pairs. Safe for any thread. A value never holds a secret: that is the caller's
 * promise.
 */
public final class Log {
  private final PrintStream out;
  private final Level least;
  private final Format format;
  private final InstantSource clock;
  private final String source;

  private Log(PrintStream out, Level least, Format format, InstantSource clock, String source) {
    this.out = out;
    this.least = least;
    this.format = format;
    this.clock = clock;
    this.source = source;
  }

  /** A log that writes lines of at least the level. */
  public static Log to(PrintStream out, Level least, Format format, InstantSource clock) {
    return new Log(out, least, format, clock, "remora");
  }

  /** The same log for lines that another part of the program writes. */
  public Log of(String newSource) {
    return new Log(out, least, format, clock, newSource);
  }

  /** Writes a line at {@link Level#DEBUG}; pairs are key, value, key, value. */
  public void debug(String message, Object... pairs) {
    write(Level.DEBUG, message, pairs);
  }

  /** Writes a line at {@link Level#INFO}. */
  public void info(String message, Object... pairs) {
    write(Level.INFO, message, pairs);
  }

  /** Writes a line at {@link Level#WARN}. */
  public void warn(String message, Object... pairs) {
    write(Level.WARN, message, pairs);
  }

  /** Writes a line at {@link Level#ERROR}. */
  public void error(String message, Object... pairs) {
    write(Level.ERROR, message, pairs);
  }

  private void write(Level level, String message, Object... pairs) {
    if (level.compareTo(least) < 0) {
      return;
    }
    Line line = format == Format.JSON ? new JsonLine() : new LogfmtLine();
    line.pair("time", time());
    line.pair("level", level.name());
    line.pair("source", source);
    line.pair("msg", message);
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      line.pair(String.valueOf(pairs[i]), String.valueOf(pairs[i + 1]));
    }
    // One call with the line end in it, so that lines of several threads do not mix.
    out.print(line.end());
    out.flush();
  }

  private String time() {
    // Instant prints no fraction when it is zero; adding one keeps all lines of one width.
    String text = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    return text.indexOf('.') < 0 ? text.substring(0, text.length() - 1) + ".000Z" : text;
  }
}
