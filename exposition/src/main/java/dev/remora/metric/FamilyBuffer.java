package dev.remora.metric;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The samples of one family, in columns: no object per sample. Filled by one thread, then arranged,
 * then only read.
 *
 * <p>A sample is given as its label values in the family's order, then its value: {@code
 * buffer.label("a").label("b").value(1)}. Families whose samples come row by row with the same
 * labels are filled through a {@link SampleTable} instead.
 */
public final class FamilyBuffer {
  /**
   * A column of numbers of this family.
   *
   * @param fixed the values of the labels that follow those of the row
   * @param numbers a number for each row
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Part(byte[][] fixed, NumberColumn numbers) {}

  private static final byte[][] NOTHING_FIXED = {};
  private static final Part[] NO_PARTS = {};
  private static final IntColumn NO_ENDS = new IntColumn();

  private final Family family;
  private final LabelRows rows;
  // In a table, a row without a number of this family has NaN; elsewhere NaN is a value.
  private final boolean inTable;
  private Part[] parts;
  // Only a distribution has more than one number per sample: its count, its sum, then its points.
  private final IntColumn ends;
  private int size;

  /** A buffer without samples. */
  public FamilyBuffer(Family family) {
    this.family = family;
    this.rows = new LabelRows(family.labels());
    this.inTable = false;
    this.parts = new Part[] {new Part(NOTHING_FIXED, new NumberColumn())};
    this.ends = family.type().isDistribution() ? new IntColumn() : NO_ENDS;
  }

  /** A buffer of a table, whose rows have the first of the family's labels. */
  FamilyBuffer(Family family, LabelRows rows) {
    this.family = family;
    this.rows = rows;
    this.inTable = true;
    this.parts = NO_PARTS;
    this.ends = NO_ENDS;
  }

  /** The family that all samples belong to. */
  public Family family() {
    return family;
  }

  /** How many samples were added. */
  public int size() {
    return size;
  }

  /** Gives the next label value of the sample being added. */
  public FamilyBuffer label(String value) {
    rows.add(value);
    return this;
  }

  /** Gives the next label value of the sample being added, in UTF-8. */
  public FamilyBuffer label(byte[] utf8) {
    rows.add(utf8);
    return this;
  }

  /** Ends a sample of a family of single numbers. */
  public void value(double value) {
    if (family.type().isDistribution()) {
      abandon();
      throw new IllegalArgumentException(
          "%s is a %s: it takes distributions".formatted(family.name(), family.type()));
    }
    checkLabels();
    numbers().add(value);
    rows.endRow();
    size++;
  }

  /**
   * Ends a sample of a histogram (bounds and cumulative counts) or summary (quantiles and values).
   *
   * @param points the bounds or quantiles, ascending
   * @param at the cumulative count or the value at each point, as many as points
   */
  public void distribution(double count, double sum, double[] points, double[] at) {
    if (!family.type().isDistribution() || points.length != at.length) {
      abandon();
      throw new IllegalArgumentException(
          "%s is a %s, got a distribution of %d points and %d values"
              .formatted(family.name(), family.type(), points.length, at.length));
    }
    checkLabels();
    NumberColumn numbers = numbers();
    numbers.add(count);
    numbers.add(sum);
    for (int i = 0; i < points.length; i++) {
      numbers.add(points[i]);
      numbers.add(at[i]);
    }
    ends.add(numbers.size());
    rows.endRow();
    size++;
  }

  /** Forgets label values of a sample that was begun and not ended. */
  public void abandon() {
    rows.abandon();
  }

  /** The samples sorted by label value and without duplicates; the buffer must not change after. */
  public ArrangedFamily arrange() {
    rows.sort();
    return new ArrangedFamily(this);
  }

  /** A further column of a table; its numbers count as samples by {@link #counted}. */
  NumberColumn part(List<String> fixed) {
    NumberColumn numbers = new NumberColumn();
    byte[][] utf8 = NOTHING_FIXED;
    if (!fixed.isEmpty()) {
      utf8 = new byte[fixed.size()][];
      Arrays.setAll(utf8, i -> fixed.get(i).getBytes(StandardCharsets.UTF_8));
    }
    parts = Arrays.copyOf(parts, parts.length + 1);
    parts[parts.length - 1] = new Part(utf8, numbers);
    return numbers;
  }

  /** Takes note of a sample that a table added. */
  void counted() {
    size++;
  }

  LabelRows rows() {
    return rows;
  }

  /** In the order of their fixed label values. */
  Part[] parts() {
    if (parts.length == 1) {
      return parts;
    }
    Part[] sorted = parts.clone();
    Arrays.sort(
        sorted, (left, right) -> Arrays.compare(left.fixed, right.fixed, Arrays::compareUnsigned));
    return sorted;
  }

  boolean inTable() {
    return inTable;
  }

  int distributionStart(int row) {
    return row == 0 ? 0 : ends.get(row - 1);
  }

  int distributionEnd(int row) {
    return ends.get(row);
  }

  private NumberColumn numbers() {
    return parts[0].numbers;
  }

  private void checkLabels() {
    int given = rows.given();
    if (inTable || given != family.labels().size()) {
      abandon();
      throw new IllegalArgumentException(
          "%s takes labels %s, got %d values".formatted(family.name(), family.labels(), given));
    }
  }
}
