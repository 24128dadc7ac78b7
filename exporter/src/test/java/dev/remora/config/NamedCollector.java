package dev.remora.config;

import dev.remora.collector.Collector;
import dev.remora.collector.Default;
import dev.remora.metric.Samples;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Session;

/**
 * A collector that is only there to be chosen.
 *
 * @param name its name
 * @param byDefault whether it runs unless told otherwise
 */
record NamedCollector(String name, Default byDefault) implements Collector {
  @Override
  public boolean appliesTo(ServerIdentity server) {
    return true;
  }

  @Override
  public void collect(Session session, Samples samples) {}
}
