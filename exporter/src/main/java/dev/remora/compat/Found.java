package dev.remora.compat;

import dev.remora.metric.Arranged;
import dev.remora.metric.ArrangedFamily;
import dev.remora.metric.LoneSample;
import dev.remora.metric.Samples;
import java.util.ArrayList;
import java.util.List;

/**
 * A sample that a scrape brought home.
 *
 * @param labels the label values, in the order of their names
 * @param value the number
 */
record Found(List<String> labels, double value) {
  private static final String SUCCESS = "mysql_exporter_collector_success";

  Found {
    labels = List.copyOf(labels);
  }

  /** The samples of the family of this name. */
  static List<Found> of(String family, List<Samples> scraped) {
    List<Found> found = new ArrayList<>();
    for (Samples samples : scraped) {
      for (Arranged arranged : samples.arrange()) {
        if (arranged.family().name().equals(family)) {
          add(arranged, found);
        }
      }
    }
    return found;
  }

  /** Of each collector that ran, {@code collect.NAME} and whether it got all it asked for. */
  static List<Found> successes(List<Samples> scraped) {
    return of(SUCCESS, scraped);
  }

  private static void add(Arranged arranged, List<Found> found) {
    if (arranged instanceof LoneSample lone) {
      found.add(new Found(List.of(), lone.value()));
    } else if (arranged instanceof ArrangedFamily family) {
      ArrangedFamily.Walk walk = family.walk();
      while (walk.next()) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < family.labelCount(); i++) {
          labels.add(walk.label(i));
        }
        found.add(new Found(labels, walk.value()));
      }
    }
  }
}
