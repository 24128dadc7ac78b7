package dev.remora.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything one scrape answers with: families by name, each once, none empty.
 *
 * @param families the families, in the order of the page
 * @param dropped how many samples were left out because an earlier source has their family
 */
public record Page(List<ArrangedFamily> families, int dropped) {
  /** Copies the list. */
  public Page {
    families = List.copyOf(families);
  }

  /** The page of what several sources collected; of a family that two of them name, the first's. */
  public static Page of(List<Samples> sources) {
    List<ArrangedFamily> families = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int dropped = 0;
    for (Samples source : sources) {
      for (ArrangedFamily family : source.arrange()) {
        if (names.add(family.family().name())) {
          families.add(family);
        } else {
          dropped += family.size();
        }
      }
    }
    families.sort(Comparator.comparing(family -> family.family().name()));
    return new Page(families, dropped);
  }
}
