package dev.remora.acceptance.recorded;

import dev.remora.acceptance.recorded.Answer.Column;
import dev.remora.acceptance.recorded.Answer.Table;
import dev.remora.acceptance.recorded.Question.Reads;
import dev.remora.acceptance.recorded.Question.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What one server says to the statements that are known. */
final class Recording {
  private static final Statement ALL_VARIABLES = Statement.of("SHOW GLOBAL VARIABLES");
  private static final Pattern SETS_UP =
      Pattern.compile("(?:set|use|commit|rollback)\\b.*", Pattern.CASE_INSENSITIVE);

  private final ServerVersion version;
  private final List<Entry> entries;
  private final SystemVariables variables;

  /** One way to know a statement, and its answer. */
  record Entry(Question question, Answer answer) {}

  /** Checks that the variables are there and agree with the version. */
  Recording(ServerVersion version, List<Entry> entries) {
    this.version = version;
    this.entries = List.copyOf(entries);
    if (!(best(ALL_VARIABLES).map(Entry::answer).orElse(null) instanceof Table rows)) {
      throw new IllegalArgumentException("it has no rows of SHOW GLOBAL VARIABLES");
    }
    this.variables = new SystemVariables(rows);
    String variable = variables.value("version").orElse("(none)");
    if (!variable.equals(version.text())) {
      throw new IllegalArgumentException(
          "its server is %s, but its variable version is %s".formatted(version.text(), variable));
    }
  }

  static Recording read(Path file) {
    try {
      return parse(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a recording; the name is what errors call it. */
  static Recording parse(String name, String text) {
    return new RecordingParser(name, text).parse();
  }

  ServerVersion version() {
    return version;
  }

  /**
   * The answer of the one entry that knows the statement best.
   *
   * @throws IllegalArgumentException when there is no answer, saying why
   */
  Answer answer(Statement statement) {
    return best(statement)
        .map(entry -> answer(entry, statement))
        .or(() -> variables.answer(statement))
        .or(() ->
            SETS_UP.matcher(statement.text()).matches()
                ? Optional.of(new Answer.Done())
                : Optional.empty())
        .orElseThrow(() -> new IllegalArgumentException("no entry knows it"));
  }

  private static Answer answer(Entry entry, Statement statement) {
    if (!(entry.question() instanceof Reads(_, _, Recorded recorded))
        || !(entry.answer() instanceof Table table)) {
      return entry.answer();
    }
    SelectList selected = SelectList.of(statement);
    if (table.columns().isEmpty()) {
      if (selected.isEverything()) {
        throw new IllegalArgumentException("it selects columns that have no names");
      }
      return new Table(
          selected.items().stream().map(item -> new Column(item, ColumnType.TEXT)).toList(),
          List.of());
    }
    return switch (recorded) {
      case ROWS -> new Projection(table).of(selected);
      case RESULT -> {
        if (selected.items().size() != table.columns().size()) {
          throw new IllegalArgumentException(
              "it selects %d columns, %d are recorded"
                  .formatted(selected.items().size(), table.columns().size()));
        }
        yield table;
      }
    };
  }

  private Optional<Entry> best(Statement statement) {
    List<Entry> known =
        entries.stream().filter(entry -> entry.question().matches(statement)).toList();
    int most = known.stream().mapToInt(entry -> entry.question().demands()).max().orElse(0);
    List<Entry> best = known.stream().filter(entry -> entry.question().demands() == most).toList();
    if (best.size() > 1) {
      throw new IllegalArgumentException(best.size() + " entries know it");
    }
    return best.stream().findFirst();
  }
}
