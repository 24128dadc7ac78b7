package dev.remora.scrape;

import dev.remora.collector.Collector;
import dev.remora.collector.Default;
import dev.remora.mysql.ServerIdentity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which collectors one scrape runs. Plans of the same collectors are equal. */
public final class Plan {
  private final List<Collector> collectors;
  private final List<String> names;

  /**
   * A plan of these collectors. Those that are on by default start first: where others hang, they
   * are not left waiting behind them.
   */
  public Plan(List<Collector> collectors) {
    List<Collector> ordered = new ArrayList<>(collectors);
    ordered.sort((left, right) -> Boolean.compare(isOptional(left), isOptional(right)));
    List<String> ofOrdered = new ArrayList<>();
    for (Collector collector : ordered) {
      ofOrdered.add(collector.name());
    }
    this.collectors = List.copyOf(ordered);
    this.names = List.copyOf(ofOrdered);
  }

  /** The collectors, in the order in which they start. */
  public List<Collector> collectors() {
    return collectors;
  }

  /** The plan without the collectors that the server has nothing for. */
  Plan on(ServerIdentity server) {
    List<Collector> applicable = new ArrayList<>();
    for (Collector collector : collectors) {
      if (collector.facts().applyTo(server)) {
        applicable.add(collector);
      }
    }
    return applicable.size() == collectors.size() ? this : new Plan(applicable);
  }

  private static boolean isOptional(Collector collector) {
    return collector.facts().byDefault() == Default.OFF;
  }

  // Within a process, one name is one collector with one choice of settings.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Plan plan && plan.names.equals(names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  @Override
  public String toString() {
    return "Plan" + names;
  }
}
