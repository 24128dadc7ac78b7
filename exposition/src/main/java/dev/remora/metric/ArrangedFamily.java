package dev.remora.metric;

import java.util.Arrays;

/**
 * The samples of a family in the order of the page: labels by name, samples by label value, and of
 * equal samples only the first. Read through an index, since the columns stay where they are.
 */
public final class ArrangedFamily {
  private static final int[] NO_INDEX = {};

  private final FamilyBuffer buffer;
  private final int[] labelOrder;
  // Empty when the samples came in order, which most do.
  private final int[] index;
  private final int size;

  ArrangedFamily(FamilyBuffer buffer) {
    this.buffer = buffer;
    this.labelOrder = byName(buffer.family());
    if (ascends()) {
      this.index = NO_INDEX;
      this.size = buffer.size();
    } else {
      this.index = sorted();
      this.size = dropDuplicates();
    }
  }

  /** The family. */
  public Family family() {
    return buffer.family();
  }

  /** How many samples there are. */
  public int size() {
    return size;
  }

  /** How many samples were left out because an earlier one had the same labels. */
  public int duplicates() {
    return buffer.size() - size;
  }

  /** How many labels a sample has. */
  public int labelCount() {
    return labelOrder.length;
  }

  /** The name of the label at a place of the page's order. */
  public String labelName(int label) {
    return buffer.family().labels().get(labelOrder[label]);
  }

  /** Where the UTF-8 of all label values is; only for reading. */
  public byte[] labelBytes() {
    return buffer.labelBytes();
  }

  /** Where a label value starts in {@link #labelBytes}. */
  public int labelStart(int sample, int label) {
    return buffer.labelStart(at(sample), labelOrder[label]);
  }

  /** Where a label value ends in {@link #labelBytes}. */
  public int labelEnd(int sample, int label) {
    return buffer.labelEnd(at(sample), labelOrder[label]);
  }

  /** The number of a sample that is one number. */
  public double value(int sample) {
    return buffer.valueAt(buffer.valuesStart(at(sample)));
  }

  /** The count of a distribution. */
  public double count(int sample) {
    return value(sample);
  }

  /** The sum of a distribution. */
  public double sum(int sample) {
    return buffer.valueAt(buffer.valuesStart(at(sample)) + 1);
  }

  /** How many points a distribution has. */
  public int points(int sample) {
    int physical = at(sample);
    return (buffer.valuesEnd(physical) - buffer.valuesStart(physical)) / 2 - 1;
  }

  /** The bound or quantile of a point. */
  public double point(int sample, int point) {
    return buffer.valueAt(buffer.valuesStart(at(sample)) + 2 + 2 * point);
  }

  /** The cumulative count or the value at a point. */
  public double atPoint(int sample, int point) {
    return buffer.valueAt(buffer.valuesStart(at(sample)) + 3 + 2 * point);
  }

  private int at(int sample) {
    return index.length == 0 ? sample : index[sample];
  }

  private boolean ascends() {
    for (int i = 1; i < buffer.size(); i++) {
      if (buffer.compareLabels(i - 1, i, labelOrder) >= 0) {
        return false;
      }
    }
    return true;
  }

  private int dropDuplicates() {
    int kept = 1;
    for (int i = 1; i < index.length; i++) {
      if (buffer.compareLabels(index[kept - 1], index[i], labelOrder) != 0) {
        index[kept++] = index[i];
      }
    }
    return kept;
  }

  /** A bottom-up merge sort of the index: stable, so that of duplicates the first one stays. */
  private int[] sorted() {
    int count = buffer.size();
    int[] from = new int[count];
    for (int i = 0; i < count; i++) {
      from[i] = i;
    }
    int[] to = new int[count];
    for (int width = 1; width < count && width > 0; width *= 2) {
      for (int start = 0; start < count; start += 2 * width) {
        int middle = Math.min(start + width, count);
        int end = (int) Math.min(start + 2L * width, count);
        merge(from, to, start, middle, end);
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private void merge(int[] from, int[] to, int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      if (left < middle
          && (right == end || buffer.compareLabels(from[left], from[right], labelOrder) <= 0)) {
        to[i] = from[left++];
      } else {
        to[i] = from[right++];
      }
    }
  }

  private static int[] byName(Family family) {
    int count = family.labels().size();
    int[] order = new int[count];
    String[] names = family.labels().toArray(String[]::new);
    Arrays.sort(names);
    for (int i = 0; i < count; i++) {
      order[i] = family.labels().indexOf(names[i]);
    }
    return order;
  }
}
