package dev.remora.collector;

import static java.util.stream.Collectors.joining;

import dev.remora.exposition.TextFormat;
import dev.remora.metric.Page;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a collector collects, as the text that is served. Without the help lines: they are for
 * people, and may change.
 */
public final class Collected {
  private Collected() {}

  /** Runs a collector; it must leave no rows open. */
  public static String by(Collector collector, ScriptedSession session) throws MysqlException {
    Samples samples = new Samples();
    collector.collect(session, samples);
    if (!session.isTidy()) {
      throw new AssertionError(collector.name() + " left rows open");
    }
    return text(samples);
  }

  /** Samples as text. */
  public static String text(Samples samples) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      TextFormat.write(Page.of(List.of(samples)), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("# HELP "))
        .map(line -> line + "\n")
        .collect(joining());
  }
}
