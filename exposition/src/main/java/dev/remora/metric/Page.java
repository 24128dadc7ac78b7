package dev.remora.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    for (Samples source : sources) {
      sorted.add(source.arrange());
    }
    Joined joined = Joined.of(sorted);
    int dropped = 0;
    for (Joined.Dropped family : joined.dropped()) {
      dropped += family.dropped().size();
    }
    return new Page(joined.kept(), dropped);
  }

  /** The page with only the families of these names. */
  public Page only(Set<String> names) {
    List<Arranged> named = new ArrayList<>();
    for (Arranged family : families) {
      if (names.contains(family.family().name())) {
        named.add(family);
      }
    }
    return new Page(named, dropped);
  }
}
