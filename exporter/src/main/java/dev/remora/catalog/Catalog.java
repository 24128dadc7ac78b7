package dev.remora.catalog;

import dev.remora.collector.Collector;
import java.util.List;

/** All collectors there are. */
public final class Catalog {
  private Catalog() {}

  /** The collectors, by name. */
  public static List<Collector> collectors() {
    return List.of(
        new GlobalStatus(),
        new GlobalVariables(),
        InnodbCmp.collector(),
        InnodbCmpmem.collector(),
        new QueryResponseTime(),
        new SlaveStatus());
  }
}
