package dev.remora.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything one scrape answers with: families by name, each once, none empty.
 *
 * @param families the families, in the order of the page
 * @param dropped how many samples were left out because an earlier source has their family
 */
public record Page(List<Arranged> families, int dropped) {
  /** Copies the list. */
  public Page {
    families = List.copyOf(families);
  }

  /** The page of what several sources collected; of a family that two of them name, the first's. */
  public static Page of(List<Samples> sources) {
    List<List<Arranged>> sorted = new ArrayList<>();
    int count = 0;
    for (Samples source : sources) {
      List<Arranged> families = source.arrange();
      if (!families.isEmpty()) {
        sorted.add(families);
        count += families.size();
      }
    }
    return merged(sorted, count);
  }

  /** A source's names mostly lie together, so that few of them have to be compared. */
  private static Page merged(List<List<Arranged>> sorted, int count) {
    List<Arranged> families = new ArrayList<>(count);
    int[] at = new int[sorted.size()];
    int dropped = 0;
    for (int from = least(sorted, at, -1); from >= 0; from = least(sorted, at, -1)) {
      List<Arranged> source = sorted.get(from);
      if (!families.isEmpty() && name(families.getLast()).equals(name(source.get(at[from])))) {
        dropped += source.get(at[from]++).size();
        continue;
      }
      int other = least(sorted, at, from);
      int end = source.size();
      if (other >= 0) {
        end = firstNotBefore(name(sorted.get(other).get(at[other])), source, at[from] + 1);
      }
      families.addAll(source.subList(at[from], end));
      at[from] = end;
    }
    return new Page(families, dropped);
  }

  /** The first of the sources whose next name is the least, but for one of them; -1 at the end. */
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
