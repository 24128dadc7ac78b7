package dev.remora.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one source collects: a buffer for each family, but for samples without labels, which need
 * none. Filled by one thread, then arranged.
 */
public final class Samples {
  private static final Comparator<Arranged> BY_NAME =
      (left, right) -> left.family().name().compareTo(right.family().name());

  private final Map<String, FamilyBuffer> buffers = new LinkedHashMap<>();
  private final List<Arranged> lone = new ArrayList<>();
  private final Map<String, Integer> dropped = new LinkedHashMap<>();
  private @Nullable List<Arranged> arranged;

  /**
   * The buffer of a family, the same for the same name. A family that clashes with an earlier one
   * of its name gets a buffer that no page will show, and counts as dropped: one name has one type.
   */
  public FamilyBuffer family(Family family) {
    FamilyBuffer buffer = buffers.get(family.name());
    if (buffer == null) {
      buffer = new FamilyBuffer(family);
      buffers.put(family.name(), buffer);
    } else if (!buffer.family().equals(family)) {
      dropClash(family);
      return new FamilyBuffer(family);
    }
    return buffer;
  }

  /**
   * A table of samples, whose families nothing else may fill: one that clashes with an earlier one
   * of its name counts as dropped, and no page will show it.
   *
   * @param labels the labels of a row, the first ones of each column's family
   */
  public SampleTable table(List<String> labels, List<SampleTable.Column> columns) {
    LabelRows rows = new LabelRows(labels);
    Map<Family, FamilyBuffer> own = new LinkedHashMap<>();
    List<FamilyBuffer> filled = new ArrayList<>();
    for (SampleTable.Column column : columns) {
      Family family = column.family();
      int due = family.labels().size() - column.fixed().size();
      if (due != labels.size() || !family.labels().subList(0, due).equals(labels)) {
        throw new IllegalArgumentException(
            "%s takes labels %s, got %s and %d fixed"
                .formatted(family.name(), family.labels(), labels, column.fixed().size()));
      }
      filled.add(own.computeIfAbsent(family, name -> inTable(family, rows)));
    }
    return new SampleTable(rows, filled, columns);
  }

  private FamilyBuffer inTable(Family family, LabelRows rows) {
    FamilyBuffer buffer = new FamilyBuffer(family, rows);
    if (buffers.putIfAbsent(family.name(), buffer) != null) {
      dropClash(family);
    }
    return buffer;
  }

  /**
   * Adds a sample without labels. Of several of one name only the first is served, and none where
   * {@link #family} has one of that name; the others count as dropped.
   */
  public void add(Family family, double value) {
    if (family.labels().isEmpty() && !family.type().isDistribution()) {
      lone.add(new LoneSample(family, value));
    } else {
      family(family).value(value);
    }
  }

  /** Adds a sample with one label. */
  public void add(Family family, String label, double value) {
    family(family).label(label).value(value);
  }

  /** Counts a sample that could not be made; the cause is one of few, and names no value. */
  public void drop(String cause) {
    drop(cause, 1);
  }

  /**
   * The families that have samples, by name, each sorted and without duplicates, which count as
   * dropped. Nothing may be added after.
   */
  public List<Arranged> arrange() {
    if (arranged == null) {
      Joined joined = Joined.of(List.of(arrangedBuffers(), loneByName()));
      joined.dropped().forEach(family -> dropLone(family.dropped(), family.kept()));
      arranged = joined.kept();
    }
    return arranged;
  }

  private List<Arranged> arrangedBuffers() {
    List<Arranged> families = new ArrayList<>(buffers.size());
    for (FamilyBuffer buffer : buffers.values()) {
      // What filled it may have failed between the labels and the value of a sample.
      buffer.abandon();
      if (buffer.size() > 0) {
        ArrangedFamily family = buffer.arrange();
        families.add(family);
        if (family.duplicates() > 0) {
          dropDuplicates(family.family(), family.duplicates());
        }
      }
    }
    families.sort(BY_NAME);
    return families;
  }

  private List<Arranged> loneByName() {
    if (ascends(lone)) {
      return lone;
    }
    // Stable, so that of samples of one name the first comes first.
    lone.sort(BY_NAME);
    List<Arranged> once = new ArrayList<>(lone.size());
    for (Arranged sample : lone) {
      if (once.isEmpty() || BY_NAME.compare(once.getLast(), sample) != 0) {
        once.add(sample);
      } else {
        dropLone(sample, once.getLast());
      }
    }
    return once;
  }

  private static boolean ascends(List<Arranged> families) {
    for (int i = 1; i < families.size(); i++) {
      if (BY_NAME.compare(families.get(i - 1), families.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private void dropLone(Arranged sample, Arranged served) {
    Family family = sample.family();
    if (served.family().equals(family)) {
      dropDuplicates(family, 1);
    } else {
      dropClash(family);
    }
  }

  /** How many samples could not be served, by cause. */
  public Map<String, Integer> dropped() {
    return Collections.unmodifiableMap(dropped);
  }

  private void dropDuplicates(Family family, int count) {
    drop("%s has a sample with the same labels".formatted(family.name()), count);
  }

  private void dropClash(Family family) {
    drop("%s is served as another kind of family".formatted(family.name()));
  }

  private void drop(String cause, int count) {
    dropped.merge(cause, count, Integer::sum);
  }
}
