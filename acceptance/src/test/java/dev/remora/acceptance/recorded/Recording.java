package dev.remora.acceptance.recorded;

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

  /** A statement's ways to be known, and its answer. */
  record Entry(List<Question> questions, Answer answer) {
    Entry {
      questions = List.copyOf(questions);
    }

    int demands(Statement statement) {
      return questions.stream()
          .filter(question -> question.matches(statement))
          .mapToInt(Question::demands)
          .max()
          .orElse(-1);
    }
  }

  /** Checks that the variables are there and agree with the version. */
  Recording(ServerVersion version, List<Entry> entries) {
    this.version = version;
    this.entries = List.copyOf(entries);
    this.variables =
        best(ALL_VARIABLES)
            .map(answer -> answer instanceof Answer.Table table ? table : null)
            .map(SystemVariables::new)
            .orElseThrow(
                () -> new IllegalArgumentException("it has no rows of SHOW GLOBAL VARIABLES"));
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

  /** The answer of the one entry that knows the statement best; nothing if none or two do. */
  Optional<Answer> answer(Statement statement) {
    return best(statement)
        .or(() -> variables.answer(statement))
        .or(() ->
            SETS_UP.matcher(statement.text()).matches()
                ? Optional.of(new Answer.Done())
                : Optional.empty());
  }

  private Optional<Answer> best(Statement statement) {
    int most = entries.stream().mapToInt(entry -> entry.demands(statement)).max().orElse(-1);
    List<Entry> best =
        entries.stream().filter(entry -> entry.demands(statement) == most).limit(2).toList();
    return most < 0 || best.size() > 1 ? Optional.empty() : Optional.of(best.getFirst().answer());
  }
}
