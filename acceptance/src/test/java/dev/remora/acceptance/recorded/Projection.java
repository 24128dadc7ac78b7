package dev.remora.acceptance.recorded;

import dev.remora.acceptance.recorded.Answer.Column;
import dev.remora.acceptance.recorded.Answer.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table that a statement selects, in its order. No expression is evaluated but
 * COALESCE with a constant: what names one column gets that column's value, so a recording of
 * {@code SUM(a)} holds the sum as {@code a}.
 */
final class Projection {
  private static final Pattern CONSTANT = Pattern.compile("'([^']*)'|([0-9]+)");
  private static final Pattern OR_ELSE =
      Pattern.compile(
          "(?:coalesce|ifnull)\\(.+, ?(?:'([^']*)'|([0-9]+))\\)", Pattern.CASE_INSENSITIVE);

  private final Table table;

  Projection(Table table) {
    this.table = table;
  }

  Table of(SelectList selected) {
    if (selected.isEverything()) {
      return table;
    }
    List<Column> columns = new ArrayList<>();
    List<List<@Nullable String>> rows = new ArrayList<>();
    table.rows().forEach(_ -> rows.add(new ArrayList<>()));
    for (String item : selected.items()) {
      Matcher constant = CONSTANT.matcher(item);
      if (constant.matches()) {
        columns.add(new Column(item, ColumnType.TEXT));
        rows.forEach(row -> row.add(text(constant)));
      } else {
        int column = column(item);
        columns.add(table.columns().get(column));
        for (int i = 0; i < rows.size(); i++) {
          rows.get(i).add(value(item, table.rows().get(i).get(column)));
        }
      }
    }
    return new Table(columns, rows);
  }

  private int column(String item) {
    List<Integer> named = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      if (Words.has(item, table.columns().get(i).name())) {
        named.add(i);
      }
    }
    if (named.size() != 1) {
      throw new IllegalArgumentException(
          "%d columns of the recording are named by \"%s\"".formatted(named.size(), item));
    }
    return named.getFirst();
  }

  private static @Nullable String value(String item, @Nullable String recorded) {
    Matcher orElse = OR_ELSE.matcher(item);
    return recorded == null && orElse.matches() ? text(orElse) : recorded;
  }

  private static String text(Matcher constant) {
    return constant.group(1) == null ? constant.group(2) : constant.group(1);
  }
}
