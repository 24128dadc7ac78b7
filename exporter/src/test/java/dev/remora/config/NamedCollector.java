package dev.remora.config;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collector;
import dev.remora.collector.Default;
import dev.remora.collector.Facts;
import dev.remora.collector.Setting;
import dev.remora.collector.Source;
import dev.remora.metric.Samples;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;

/**
 * A collector that is only there to be chosen.
 *
 * @param facts what is known of it
 * @param chosen what a user chose for it
 */
record NamedCollector(Facts facts, Chosen chosen) implements Collector {
  static NamedCollector of(String name, Default byDefault, Setting... settings) {
    Facts facts =
        Facts.of(name, "A collector.", Version.of(5, 1), Source.of("nothing")).takes(settings);
    return new NamedCollector(
        byDefault == Default.ON ? facts.onByDefault() : facts, Chosen.NOTHING);
  }

  @Override
  public Collector with(Chosen newChosen) {
    return new NamedCollector(facts, newChosen);
  }

  @Override
  public void collect(Session session, Samples samples) {}
}
