package dev.remora.inject.webhook;

import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Lines of what happens, as logfmt, the way the sidecar writes them. */
public final class Log {
  private final PrintStream out;
  private final Clock clock;

  /** One that writes here. */
  public Log(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  void info(String message, String... pairs) {
    write("info", message, pairs);
  }

  void warn(String message, String... pairs) {
    write("warn", message, pairs);
  }

  void error(String message, String... pairs) {
    write("error", message, pairs);
  }

  private void write(String level, String message, String... pairs) {
    StringBuilder line = new StringBuilder("time=");
    line.append(clock.instant().truncatedTo(ChronoUnit.MILLIS)).append(" level=").append(level);
    append(line, "msg", message);
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      if (!pairs[i + 1].isEmpty()) {
        append(line, pairs[i], pairs[i + 1]);
      }
    }
    out.println(line);
  }

  private static void append(StringBuilder line, String key, String value) {
    line.append(' ').append(key).append('=');
    if (isPlain(value)) {
      line.append(value);
      return;
    }
    line.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> line.append('\\').append(c);
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> line.append(Character.isISOControl(c) ? '\ufffd' : c);
      }
    }
    line.append('"');
  }

  private static boolean isPlain(String value) {
    return !value.isEmpty()
        && value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\');
  }
}
