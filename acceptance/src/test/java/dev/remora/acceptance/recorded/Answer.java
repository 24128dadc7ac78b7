package dev.remora.acceptance.recorded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement gets. */
sealed interface Answer {
  /** That it was done; for statements that set a session up. */
  record Done() implements Answer {}

  /** One of the server's errors. */
  record Refusal(int code, String state, String message) implements Answer {}

  /**
   * Rows; a value is null where it is NULL. Without columns it is an empty table of which any may
   * be selected.
   */
  record Table(List<Column> columns, List<List<@Nullable String>> rows) implements Answer {
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }

    /** The same columns with other rows. */
    Table withRows(List<List<@Nullable String>> others) {
      return new Table(columns, others);
    }
  }

  /** A column of a table. */
  record Column(String name, ColumnType type) {}
}
