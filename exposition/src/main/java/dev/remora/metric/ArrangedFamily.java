package dev.remora.metric;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/**
 * The samples of a family in the order of the page: labels by name, samples by label value, and of
 * equal samples only the first. Read through an index, since the columns stay where they are; by
 * many at a time, a walk each.
 */
public final class ArrangedFamily implements Arranged {
  private final FamilyBuffer buffer;
  private final LabelRows rows;
  // How many labels a row has, before the fixed ones.
  private final int own;
  private final int[] labelOrder;
  private final FamilyBuffer.Part[] parts;
  private final int beforeFixed;
  private final int duplicates;
  private final boolean plain;

  ArrangedFamily(FamilyBuffer buffer) {
    this.buffer = buffer;
    this.rows = buffer.rows();
    this.own = rows.names().size();
    List<String> labels = buffer.family().labels();
    // A family that shares no rows has the very labels of its rows, whose order is known.
    this.labelOrder = own == labels.size() ? rows.byName() : LabelRows.byName(labels);
    this.parts = buffer.parts();
    this.beforeFixed = parts.length == 1 ? 0 : beforeFixed(labels);
    this.duplicates = buffer.inTable() ? duplicatesInTable() : rows.duplicates().length;
    this.plain = rows.arePlain() && arePlain(parts);
  }

  @Override
  public Family family() {
    return buffer.family();
  }

  @Override
  public int size() {
    return buffer.size() - duplicates;
  }

  /** How many samples were left out because an earlier one had the same labels. */
  public int duplicates() {
    return duplicates;
  }

  /** How many labels a sample has. */
  public int labelCount() {
    return labelOrder.length;
  }

  /** The name of the label at a place of the page's order. */
  public String labelName(int label) {
    return buffer.family().labels().get(labelOrder[label]);
  }

  /** Whether no label value has a character that a format puts an escape before. */
  public boolean hasPlainLabels() {
    return plain;
  }

  /** A walk over the samples, that stands before the first. */
  public Walk walk() {
    return new Walk();
  }

  /** A walk over the samples, one after the other. Labels are asked for by the page's order. */
  public final class Walk {
    // Rows that agree in the labels before the fixed ones: a column after the other.
    private int groupEnd;
    private int groupStart;
    private int part = parts.length - 1;
    private int place = -1;
    private int row;
    private double value;

    private Walk() {}

    /** Steps to the next sample; false after the last one. */
    public boolean next() {
      do {
        place++;
        if (place >= groupEnd) {
          part++;
          if (part == parts.length) {
            part = 0;
            groupStart = groupEnd;
            groupEnd = endOfGroup(groupStart);
          }
          place = groupStart;
        }
        if (place >= rows.kept()) {
          return false;
        }
        row = rows.at(place);
        value = parts[part].numbers().get(first());
      } while (buffer.inTable() && Double.isNaN(value));
      return true;
    }

    /** The bytes that hold a label value in UTF-8, among others; only for reading. */
    public byte[] labelBytes(int label) {
      int column = labelOrder[label] - own;
      return column < 0 ? rows.bytes(row, labelOrder[label]) : parts[part].fixed()[column];
    }

    /** Where a label value starts in {@link #labelBytes}. */
    public int labelStart(int label) {
      return labelOrder[label] < own ? rows.start(row, labelOrder[label]) : 0;
    }

    /** Where a label value ends in {@link #labelBytes}. */
    public int labelEnd(int label) {
      return labelOrder[label] < own ? rows.end(row, labelOrder[label]) : labelBytes(label).length;
    }

    /** A label value as a text: for who needs few of them. */
    public String label(int label) {
      int start = labelStart(label);
      return new String(labelBytes(label), start, labelEnd(label) - start, StandardCharsets.UTF_8);
    }

    /** The number of a sample that is one number. */
    public double value() {
      return value;
    }

    /** The count of a distribution. */
    public double count() {
      return value;
    }

    /** The sum of a distribution. */
    public double sum() {
      return number(1);
    }

    /** How many points a distribution has. */
    public int points() {
      return (buffer.distributionEnd(row) - buffer.distributionStart(row)) / 2 - 1;
    }

    /** The bound or quantile of a point. */
    public double point(int point) {
      return number(2 + 2 * point);
    }

    /** The cumulative count or the value at a point. */
    public double atPoint(int point) {
      return number(3 + 2 * point);
    }

    private double number(int further) {
      return parts[part].numbers().get(first() + further);
    }

    private int first() {
      return buffer.family().type().isDistribution() ? buffer.distributionStart(row) : row;
    }
  }

  private int endOfGroup(int start) {
    if (parts.length == 1 || beforeFixed == 0 || start >= rows.kept()) {
      return rows.kept();
    }
    int end = start + 1;
    while (end < rows.kept() && rows.agree(rows.at(start), rows.at(end), beforeFixed)) {
      end++;
    }
    return end;
  }

  /** How many labels of a row come before the fixed ones, which stay together. */
  private int beforeFixed(List<String> labels) {
    String first = Collections.min(labels.subList(own, labels.size()));
    int count = 0;
    for (String name : rows.names()) {
      count += name.compareTo(first) < 0 ? 1 : 0;
    }
    return count;
  }

  private static boolean arePlain(FamilyBuffer.Part[] parts) {
    for (FamilyBuffer.Part part : parts) {
      for (byte[] value : part.fixed()) {
        for (byte b : value) {
          if (!Utf8Column.isPlain(b)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private int duplicatesInTable() {
    int count = 0;
    for (int row : rows.duplicates()) {
      for (FamilyBuffer.Part part : parts) {
        count += Double.isNaN(part.numbers().get(row)) ? 0 : 1;
      }
    }
    return count;
  }
}
