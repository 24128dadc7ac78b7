package dev.remora.metric;

import java.util.Arrays;
import java.util.List;

/**
 * Label values, row by row, for one family or for several that share them. Filled by one thread,
 * then sorted, then only read.
 */
final class LabelRows {
  private static final int[] NOTHING = {};
  private static final int[] FIRST = {0};

  private final Utf8Column texts = new Utf8Column();
  private final List<String> names;
  private final int[] byName;
  private int rows;
  private boolean sorted;
  // Empty when the rows came in order, which most do.
  private int[] order = NOTHING;
  private int kept;
  private int[] duplicates = NOTHING;

  LabelRows(List<String> names) {
    this.names = names;
    this.byName = byName(names);
  }

  List<String> names() {
    return names;
  }

  /** The places of the labels in the order of their names. */
  int[] byName() {
    return byName;
  }

  /** How many rows were ended. */
  int rows() {
    return rows;
  }

  /** How many values of the row being added were given. */
  int given() {
    return texts.size() - rows * byName.length;
  }

  void add(String value) {
    texts.add(value);
  }

  void add(byte[] utf8) {
    texts.add(utf8);
  }

  /** Whether no value has a character that a format puts an escape before. */
  boolean arePlain() {
    return texts.isPlain();
  }

  void endRow() {
    rows++;
  }

  /** Forgets the values of a row that was begun and not ended. */
  void abandon() {
    texts.truncate(rows * byName.length);
  }

  /** Sorts the rows by their values, labels in the order of their names; nothing may come after. */
  void sort() {
    if (sorted) {
      return;
    }
    sorted = true;
    kept = rows;
    if (!ascends()) {
      order = mergeSorted();
      dropDuplicates();
    }
  }

  /** How many rows are left: of equal ones, the first. */
  int kept() {
    return kept;
  }

  /** The rows that are left out because an earlier one has the same labels. */
  int[] duplicates() {
    return duplicates;
  }

  /** The row at a place of the order. */
  int at(int place) {
    return order.length == 0 ? place : order[place];
  }

  byte[] bytes(int row, int label) {
    return texts.bytes(row * byName.length + label);
  }

  int start(int row, int label) {
    return texts.start(row * byName.length + label);
  }

  int end(int row, int label) {
    return texts.end(row * byName.length + label);
  }

  /** Whether two rows have the same values of the first so many labels, by name. */
  boolean agree(int left, int right, int labels) {
    int width = byName.length;
    for (int i = 0; i < labels; i++) {
      if (texts.compare(left * width + byName[i], right * width + byName[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  private int compare(int left, int right) {
    int width = byName.length;
    for (int label : byName) {
      int order = texts.compare(left * width + label, right * width + label);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private boolean ascends() {
    for (int i = 1; i < rows; i++) {
      if (compare(i - 1, i) >= 0) {
        return false;
      }
    }
    return true;
  }

  private void dropDuplicates() {
    IntColumn left = new IntColumn();
    kept = 1;
    for (int i = 1; i < order.length; i++) {
      if (compare(order[kept - 1], order[i]) == 0) {
        left.add(order[i]);
      } else {
        order[kept++] = order[i];
      }
    }
    duplicates = new int[left.size()];
    Arrays.setAll(duplicates, left::get);
  }

  /** A bottom-up merge sort of the rows: stable, so that of duplicates the first one stays. */
  private int[] mergeSorted() {
    int[] from = new int[rows];
    Arrays.setAll(from, i -> i);
    int[] to = new int[rows];
    for (int width = 1; width < rows && width > 0; width *= 2) {
      for (int start = 0; start < rows; start += 2 * width) {
        int middle = Math.min(start + width, rows);
        int end = (int) Math.min(start + 2L * width, rows);
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
      if (left < middle && (right == end || compare(from[left], from[right]) <= 0)) {
        to[i] = from[left++];
      } else {
        to[i] = from[right++];
      }
    }
  }

  static int[] byName(List<String> names) {
    if (names.size() < 2) {
      return names.isEmpty() ? NOTHING : FIRST;
    }
    int[] order = new int[names.size()];
    String[] sorted = names.toArray(String[]::new);
    Arrays.sort(sorted);
    for (int i = 0; i < order.length; i++) {
      order[i] = names.indexOf(sorted[i]);
    }
    return order;
  }
}
