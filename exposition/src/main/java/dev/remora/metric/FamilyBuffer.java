package dev.remora.metric;

import java.util.Arrays;

/**
 * The samples of one family, in columns: no object per sample. Filled by one thread, then arranged,
 * then only read.
 *
 * <p>A sample is given as its label values in the family's order, then its value: {@code
 * buffer.label("a").label("b").value(1)}.
 */
public final class FamilyBuffer {
  private static final double[] NO_VALUES = {};
  private static final int[] NO_ENDS = {};

  private final Family family;
  private final Utf8Column labels = new Utf8Column();
  private double[] values = NO_VALUES;
  private int valueCount;
  // Only a distribution has more than one value per sample: its count, its sum, then its points.
  private int[] valueEnds = NO_ENDS;
  private int size;

  /** A buffer without samples. */
  public FamilyBuffer(Family family) {
    this.family = family;
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
    labels.add(value);
    return this;
  }

  /** Ends a sample of a family of single numbers. */
  public void value(double value) {
    if (family.type().isDistribution()) {
      abandon();
      throw new IllegalArgumentException(
          "%s is a %s: it takes distributions".formatted(family.name(), family.type()));
    }
    endLabels();
    appendValue(value);
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
    endLabels();
    appendValue(count);
    appendValue(sum);
    for (int i = 0; i < points.length; i++) {
      appendValue(points[i]);
      appendValue(at[i]);
    }
    if (size == valueEnds.length) {
      valueEnds = Arrays.copyOf(valueEnds, Utf8Column.grown(size, size + 1));
    }
    valueEnds[size++] = valueCount;
  }

  /** Forgets label values of a sample that was begun and not ended. */
  public void abandon() {
    labels.truncate(size * family.labels().size());
  }

  /** The samples sorted by label value and without duplicates; the buffer must not change after. */
  public ArrangedFamily arrange() {
    return new ArrangedFamily(this);
  }

  byte[] labelBytes() {
    return labels.bytes();
  }

  int labelStart(int sample, int label) {
    return labels.start(sample * family.labels().size() + label);
  }

  int labelEnd(int sample, int label) {
    return labels.end(sample * family.labels().size() + label);
  }

  int compareLabels(int left, int right, int[] labelOrder) {
    int count = labelOrder.length;
    for (int label : labelOrder) {
      int order = labels.compare(left * count + label, right * count + label);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  int valuesStart(int sample) {
    if (!family.type().isDistribution()) {
      return sample;
    }
    return sample == 0 ? 0 : valueEnds[sample - 1];
  }

  int valuesEnd(int sample) {
    return family.type().isDistribution() ? valueEnds[sample] : sample + 1;
  }

  double valueAt(int index) {
    return values[index];
  }

  private void endLabels() {
    int given = labels.size() - size * family.labels().size();
    if (given != family.labels().size()) {
      abandon();
      throw new IllegalArgumentException(
          "%s takes labels %s, got %d values".formatted(family.name(), family.labels(), given));
    }
  }

  private void appendValue(double value) {
    if (valueCount == values.length) {
      values = Arrays.copyOf(values, Utf8Column.grown(valueCount, valueCount + 1));
    }
    values[valueCount++] = value;
  }
}
