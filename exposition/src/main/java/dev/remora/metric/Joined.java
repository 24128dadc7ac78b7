package dev.remora.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Sorted lists made one.
 *
 * @param kept the families by name, each name once
 * @param dropped those whose name an earlier list has
 */
record Joined(List<Arranged> kept, List<Dropped> dropped) {
  /**
   * A family that is not kept.
   *
   * @param dropped the one that is not
   * @param kept the one of the same name that is
   */
  record Dropped(Arranged dropped, Arranged kept) {}

  /**
   * Joins lists that are sorted by name and name nothing twice. The names of one list mostly lie
   * together, so that few of them are compared.
   */
  static Joined of(List<List<Arranged>> sorted) {
    List<Arranged> kept = new ArrayList<>();
    List<Dropped> dropped = new ArrayList<>();
    int[] at = new int[sorted.size()];
    for (int from = least(sorted, at, -1); from >= 0; from = least(sorted, at, -1)) {
      List<Arranged> list = sorted.get(from);
      Arranged next = list.get(at[from]);
      if (!kept.isEmpty() && name(kept.getLast()).equals(name(next))) {
        dropped.add(new Dropped(next, kept.getLast()));
        at[from]++;
      } else {
        int other = least(sorted, at, from);
        int end =
            other < 0
                ? list.size()
                : firstNotBefore(name(sorted.get(other).get(at[other])), list, at[from] + 1);
        kept.addAll(list.subList(at[from], end));
        at[from] = end;
      }
    }
    return new Joined(kept, dropped);
  }

  /** The first of the lists whose next name is the least, but for one of them; -1 at the end. */
  private static int least(List<List<Arranged>> sorted, int[] at, int but) {
    int least = -1;
    String name = "";
    for (int i = 0; i < at.length; i++) {
      if (i != but && at[i] < sorted.get(i).size()) {
        String next = name(sorted.get(i).get(at[i]));
        if (least < 0 || next.compareTo(name) < 0) {
          least = i;
          name = next;
        }
      }
    }
    return least;
  }

  private static int firstNotBefore(String name, List<Arranged> sorted, int from) {
    int low = from;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (name(sorted.get(middle)).compareTo(name) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static String name(Arranged family) {
    return family.family().name();
  }
}
