package dev.remora.log;

import java.io.PrintStream;
import java.time.Instant;
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

  void write(Level level, String message, Object... pairs) {
    if (level.compareTo(least) < 0) {
      return;
    }
    Line line = format == Format.JSON ? new JsonLine() : new LogfmtLine();
    line.pair("time", text(now()));
    line.pair("level", level.name());
    line.pair("source", source);
    line.pair("msg", message);
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      add(String.valueOf(pairs[i]), pairs[i + 1], line);
    }
    // One call with the line end in it, so that lines of several threads do not mix.
    out.print(line.end());
    out.flush();
  }

  /** The time that a line written now would bear. */
  Instant now() {
    return clock.instant();
  }

  private static void add(String key, Object value, Line line) {
    if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
      line.plainPair(key, value.toString());
    } else {
      line.pair(key, text(value));
    }
  }

  private static String text(Object value) {
    if (!(value instanceof Instant time)) {
      return String.valueOf(value);
    }
    // Instant prints no fraction when it is zero; adding one keeps all times of one width.
    String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
    return text.indexOf('.') < 0 ? text.substring(0, text.length() - 1) + ".000Z" : text;
  }
}
