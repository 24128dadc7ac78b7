package dev.remora.metric;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one source collects: a buffer for each family. Filled by one thread. */
public final class Samples {
  private final Map<String, FamilyBuffer> buffers = new LinkedHashMap<>();
  private int dropped;

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
      dropped++;
      return new FamilyBuffer(family);
    }
    return buffer;
  }

  /** Adds a sample without labels. */
  public void add(Family family, double value) {
    family(family).value(value);
  }

  /** Adds a sample with one label. */
  public void add(Family family, String label, double value) {
    family(family).label(label).value(value);
  }

  /** The buffers, in the order in which their families were first named. */
  public Collection<FamilyBuffer> buffers() {
    return Collections.unmodifiableCollection(buffers.values());
  }

  /** How many samples went to a family that clashed with an earlier one of its name. */
  public int dropped() {
    return dropped;
  }
}
