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
    List<Arranged> families = new ArrayList<>();
    sources.forEach(source -> families.addAll(source.arrange()));
    // Stable, so that of families of one name the first source's comes first.
    families.sort((left, right) -> left.family().name().compareTo(right.family().name()));
    int kept = 0;
    int dropped = 0;
    for (Arranged family : families) {
      if (kept > 0 && families.get(kept - 1).family().name().equals(family.family().name())) {
        dropped += family.size();
      } else {
        families.set(kept++, family);
      }
    }
    return new Page(families.subList(0, kept), dropped);
  }
}
