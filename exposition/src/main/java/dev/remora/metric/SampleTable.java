package dev.remora.metric;

import java.util.List;

/**
 * Samples of several families that come row by row: each row has label values, kept once, and a
 * number for each column. Filled by one thread.
 *
 * <p>A row is given as its label values, then its numbers: {@code table.label("a").number(1)
 * .number(2)}.
 */
public final class SampleTable {
  /**
   * A column of numbers.
   *
   * @param family what the numbers are samples of; it takes the row's labels, then the fixed ones
   * @param fixed the values of the family's labels that follow those of the row
   */
  public record Column(Family family, List<String> fixed) {
    /** Copies the list. */
    public Column {
      fixed = List.copyOf(fixed);
    }
  }

  /** A column being filled. */
  private record Filling(FamilyBuffer buffer, NumberColumn numbers) {}

  private final LabelRows rows;
  private final Filling[] columns;
  private final double[] row;
  private int given;

  SampleTable(LabelRows rows, List<FamilyBuffer> buffers, List<Column> columns) {
    this.rows = rows;
    this.columns = new Filling[columns.size()];
    this.row = new double[columns.size()];
    for (int i = 0; i < row.length; i++) {
      FamilyBuffer buffer = buffers.get(i);
      this.columns[i] = new Filling(buffer, buffer.part(columns.get(i).fixed()));
    }
  }

  /** Gives the next label value of the row being added. */
  public SampleTable label(String value) {
    rows.add(value);
    return this;
  }

  /** Gives the next label value of the row being added, in UTF-8. */
  public SampleTable label(byte[] utf8) {
    rows.add(utf8);
    return this;
  }

  /**
   * Gives the next number of the row being added, NaN where there is none; the last one ends it.
   */
  public SampleTable number(double number) {
    row[given++] = number;
    if (given == row.length) {
      endRow();
    }
    return this;
  }

  private void endRow() {
    given = 0;
    int labels = rows.given();
    if (labels != rows.names().size()) {
      rows.abandon();
      throw new IllegalArgumentException(
          "a row takes labels %s, got %d values".formatted(rows.names(), labels));
    }
    for (int i = 0; i < row.length; i++) {
      columns[i].numbers.add(row[i]);
      if (!Double.isNaN(row[i])) {
        columns[i].buffer.counted();
      }
    }
    rows.endRow();
  }
}
