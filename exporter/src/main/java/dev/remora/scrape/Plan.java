package dev.remora.scrape;

import dev.remora.collector.Collector;
import dev.remora.mysql.ServerIdentity;
import java.util.List;

/**
 * Which collectors one scrape runs.
 *
 * @param collectors the collectors, in the order in which they start
 */
public record Plan(List<Collector> collectors) {
  /** Copies the list. */
  public Plan {
    collectors = List.copyOf(collectors);
  }

  /** The plan without the collectors that the server has nothing for. */
  Plan on(ServerIdentity server) {
    return new Plan(collectors.stream().filter(c -> c.facts().applyTo(server)).toList());
  }
}
