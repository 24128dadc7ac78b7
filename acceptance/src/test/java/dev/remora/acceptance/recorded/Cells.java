package dev.remora.acceptance.recorded;

import dev.remora.acceptance.recorded.Answer.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a recording writes columns and values. Bars stand between cells; blanks around a cell do not
 * count. {@code \N} alone is NULL; {@code \n}, {@code \t}, {@code \s} for a blank, {@code \|} and
 * {@code \\} are characters.
 */
final class Cells {
  private static final Pattern BETWEEN = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\|");
  private static final Pattern COLUMN = Pattern.compile("(\\S+)(?: \\(([a-z0-9 ]+)\\))?");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.?)");

  private Cells() {}

  static List<String> split(String line) {
    List<String> cells = new ArrayList<>();
    Matcher bar = BETWEEN.matcher(line);
    int start = 0;
    while (bar.find()) {
      cells.add(line.substring(start, bar.end() - 1).strip());
      start = bar.end();
    }
    cells.add(line.substring(start).strip());
    return cells;
  }

  /** A column's name and, in brackets behind it, its type if that is not text. */
  static Column column(String cell) {
    Matcher column = COLUMN.matcher(cell);
    if (!column.matches()) {
      throw new IllegalArgumentException("a column is \"NAME (TYPE)\", not: " + cell);
    }
    String type = column.group(2) == null ? ColumnType.TEXT.toString() : column.group(2);
    return new Column(
        column.group(1),
        ColumnType.named(type)
            .orElseThrow(() -> new IllegalArgumentException("no type is called: " + type)));
  }

  static @Nullable String value(String cell, Column column) {
    String text = cell.strip();
    if (text.equals("\\N")) {
      return null;
    }
    String value = ESCAPE.matcher(text).replaceAll(Cells::unescaped);
    if (!column.type().accepts(value)) {
      throw new IllegalArgumentException(
          "%s is %s, which \"%s\" is not".formatted(column.name(), column.type(), value));
    }
    return value;
  }

  private static String unescaped(MatchResult escape) {
    return Matcher.quoteReplacement(
        switch (escape.group(1)) {
          case "n" -> "\n";
          case "t" -> "\t";
          case "s" -> " ";
          case "|" -> "|";
          case "\\" -> "\\";
          default -> throw new IllegalArgumentException("no such escape: " + escape.group());
        });
  }
}
