package dev.remora.acceptance.recorded;

import dev.remora.acceptance.recorded.Answer.Column;
import dev.remora.acceptance.recorded.Answer.Table;
import dev.remora.acceptance.recorded.Recording.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording. Lines that begin with {@code #} are remarks. The first line is {@code server
 * VERSION}; then come entries with an empty line between them:
 *
 * <pre>
 * &gt; SHOW BINARY LOGS
 * Log_name | File_size (bigint unsigned)
 * binlog.000001 | 157
 *
 * &gt; SHOW REPLICA STATUS
 * *
 * Source_Host: db1
 * Source_Port (int): 3306
 *
 * &gt; TABLE information_schema.client_statistics
 * &gt; SELECT FROM information_schema.tables WITH TABLE_SCHEMA, 'shop'
 * ! 1109 42S02 Unknown table
 * </pre>
 *
 * <p>Each {@code >} says one way to know the statement, see {@link Question#parse}. The answer is
 * an error, a table with a line of column names, rows written downwards with {@code *} before each,
 * or {@code (no rows)} of tables that are empty. A column is text unless its type is said. How
 * values are written is said at {@link Cells}.
 */
final class RecordingParser {
  private static final Pattern ERROR = Pattern.compile("! ([0-9]{4}) ([0-9A-Z]{5}) (\\S.*)");
  private static final Pattern FIELD = Pattern.compile("([^:]+):(?: (.*))?");
  private static final String BLOCK = "\"\"\"";
  private static final String NO_ROWS = "(no rows)";

  private final String name;
  private final String[] lines;
  private final Set<Question> known = new HashSet<>();
  private int at;

  RecordingParser(String name, String text) {
    this.name = name;
    this.lines = text.split("\n", -1);
  }

  Recording parse() {
    try {
      return recording();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s:%d: %s".formatted(name, Math.min(at + 1, lines.length), e.getMessage()), e);
    }
  }

  private Recording recording() {
    skipEmpty();
    if (!isLine() || !line().startsWith("server ")) {
      throw new IllegalArgumentException("it begins with \"server VERSION\"");
    }
    ServerVersion version = new ServerVersion(line().substring("server ".length()));
    next();
    List<Entry> entries = new ArrayList<>();
    for (skipEmpty(); isLine(); skipEmpty()) {
      List<Question> questions = questions();
      Answer answer = answer(questions);
      questions.forEach(question -> entries.add(new Entry(question, answer)));
    }
    return new Recording(version, entries);
  }

  private List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    while (isLine() && line().startsWith("> ")) {
      Question question = Question.parse(line().substring(2));
      if (!known.add(question)) {
        throw new IllegalArgumentException("the same statement a second time: " + line());
      }
      questions.add(question);
      next();
    }
    if (questions.isEmpty()) {
      throw new IllegalArgumentException("an entry begins with \"> STATEMENT\", not: " + line());
    }
    return questions;
  }

  private Answer answer(List<Question> questions) {
    if (!isInEntry()) {
      throw new IllegalArgumentException("no answer to the statement before this line");
    }
    if (line().startsWith("!")) {
      return error();
    }
    if (line().equals(NO_ROWS)) {
      return nothing(questions);
    }
    return line().equals("*") ? downwards() : table();
  }

  /** What a statement selects says which columns have no rows; SHOW selects nothing. */
  private Answer nothing(List<Question> questions) {
    if (!questions.stream().allMatch(Question.Reads.class::isInstance)) {
      throw new IllegalArgumentException("only tables have no rows; name the columns instead");
    }
    next();
    if (isInEntry()) {
      throw new IllegalArgumentException("nothing comes after no rows, but: " + line());
    }
    return new Table(List.of(), List.of());
  }

  private Answer error() {
    Matcher error = ERROR.matcher(line());
    if (!error.matches()) {
      throw new IllegalArgumentException("an error is \"! NUMBER STATE MESSAGE\", not: " + line());
    }
    next();
    if (isInEntry()) {
      throw new IllegalArgumentException("nothing comes after an error, but: " + line());
    }
    return new Answer.Refusal(Integer.parseInt(error.group(1)), error.group(2), error.group(3));
  }

  private Table table() {
    List<Column> columns = Cells.split(line()).stream().map(Cells::column).toList();
    next();
    List<List<@Nullable String>> rows = new ArrayList<>();
    while (isInEntry()) {
      List<String> cells = Cells.split(line());
      if (cells.size() != columns.size()) {
        throw new IllegalArgumentException(
            "%d values for %d columns".formatted(cells.size(), columns.size()));
      }
      List<@Nullable String> row = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        row.add(Cells.value(cells.get(i), columns.get(i)));
      }
      rows.add(row);
      next();
    }
    return new Table(columns, rows);
  }

  private Table downwards() {
    List<Column> columns = new ArrayList<>();
    List<List<@Nullable String>> rows = new ArrayList<>();
    while (isInEntry()) {
      if (!line().equals("*")) {
        throw new IllegalArgumentException("one more than the first row has: " + line());
      }
      next();
      List<@Nullable String> row = new ArrayList<>();
      boolean first = rows.isEmpty();
      while (isInEntry() && !line().equals("*") && (first || row.size() < columns.size())) {
        addField(columns, row, first);
        next();
      }
      if (row.isEmpty() || row.size() < columns.size()) {
        throw new IllegalArgumentException(
            "the row before has %d of %d values".formatted(row.size(), columns.size()));
      }
      rows.add(row);
    }
    return new Table(columns, rows);
  }

  /** Reads a value and, in the first row, its column. */
  private void addField(List<Column> columns, List<@Nullable String> row, boolean first) {
    Matcher field = FIELD.matcher(line());
    if (!field.matches()) {
      throw new IllegalArgumentException("a value is \"NAME: VALUE\", not: " + line());
    }
    if (first) {
      columns.add(Cells.column(field.group(1)));
    }
    Column column = columns.get(row.size());
    if (!first && !field.group(1).equals(column.name())) {
      throw new IllegalArgumentException(
          "%s where the first row has %s".formatted(field.group(1), column.name()));
    }
    String text = field.group(2) == null ? "" : field.group(2);
    row.add(text.equals(BLOCK) ? block() : Cells.value(text, column));
  }

  /** Lines as they are, up to one with three quotes. */
  private String block() {
    List<String> text = new ArrayList<>();
    for (next(); isLine() && !line().equals(BLOCK); at++) {
      text.add(line());
    }
    if (!isLine()) {
      throw new IllegalArgumentException("no line of three quotes ends the text");
    }
    return String.join("\n", text);
  }

  private void skipEmpty() {
    while (isLine() && (line().isEmpty() || line().startsWith("#"))) {
      at++;
    }
  }

  private boolean isInEntry() {
    return isLine() && !line().isEmpty();
  }

  private boolean isLine() {
    return at < lines.length;
  }

  private String line() {
    return isLine() ? lines[at] : "(the end)";
  }

  private void next() {
    at++;
    while (isLine() && line().startsWith("#")) {
      at++;
    }
  }
}
