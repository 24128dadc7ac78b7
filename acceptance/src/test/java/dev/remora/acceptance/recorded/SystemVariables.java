package dev.remora.acceptance.recorded;

import dev.remora.acceptance.recorded.Answer.Column;
import dev.remora.acceptance.recorded.Answer.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server's variables, asked for by name: the rows of SHOW GLOBAL VARIABLES hold the answers.
 * The account that asks can be asked for among them.
 */
final class SystemVariables {
  private static final int UNKNOWN_VARIABLE = 1193;
  private static final Column CURRENT_USER = new Column("CURRENT_USER()", ColumnType.TEXT);
  private static final String ONE =
      "(?:@@(?:global\\.|session\\.)?(\\w+)|current_user\\(\\))(?: as \\w+)?";
  private static final Pattern SELECT =
      Pattern.compile("select " + ONE + "(?: ?, ?" + ONE + ")*(?: limit 1)?");
  private static final Pattern SHOW =
      Pattern.compile("show (?:global |session )?variables (?:where|like) .*");
  private static final Pattern NAME = Pattern.compile(ONE);
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

  private final Table all;
  private final Map<String, @Nullable String> values = new TreeMap<>();

  /** Takes the answer to SHOW GLOBAL VARIABLES: a column of names, one of values. */
  SystemVariables(Table all) {
    this.all = all;
    for (List<@Nullable String> row : all.rows()) {
      values.put(String.valueOf(row.getFirst()).toLowerCase(Locale.ROOT), row.getLast());
    }
  }

  /** The answer, if the statement asks for variables by name. */
  Optional<Answer> answer(Statement statement) {
    String text = statement.text().toLowerCase(Locale.ROOT);
    if (SELECT.matcher(text).matches()) {
      return Optional.of(selected(text));
    }
    return SHOW.matcher(text).matches() ? Optional.of(shown(text)) : Optional.empty();
  }

  /** The value of a variable as SHOW gives it. */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private Answer selected(String text) {
    List<Column> columns = new ArrayList<>();
    List<@Nullable String> row = new ArrayList<>();
    Matcher name = NAME.matcher(text);
    while (name.find()) {
      if (name.group(1) == null) {
        columns.add(CURRENT_USER);
        row.add("exporter@localhost");
        continue;
      }
      if (!values.containsKey(name.group(1))) {
        return new Answer.Refusal(
            UNKNOWN_VARIABLE, "HY000", "Unknown system variable '" + name.group(1) + "'");
      }
      String value = asSelected(values.get(name.group(1)));
      boolean isInteger = value != null && value.matches("[0-9]{1,18}");
      columns.add(
          new Column("@@" + name.group(1), isInteger ? ColumnType.BIGINT : ColumnType.TEXT));
      row.add(value);
    }
    return new Table(columns, List.of(row));
  }

  /** SELECT gives 1 and 0 for what SHOW calls ON and OFF. */
  private static @Nullable String asSelected(@Nullable String shown) {
    return switch (shown) {
      case "ON" -> "1";
      case "OFF" -> "0";
      case null, default -> shown;
    };
  }

  /** The rows whose names are quoted in the statement. */
  private Answer shown(String text) {
    List<String> wanted =
        QUOTED
            .matcher(text)
            .results()
            .map(quoted -> quoted.group(1) == null ? quoted.group(2) : quoted.group(1))
            .toList();
    return all.withRows(
        all.rows().stream()
            .filter(row -> wanted.contains(String.valueOf(row.getFirst()).toLowerCase(Locale.ROOT)))
            .toList());
  }
}
