package dev.remora.self;

import dev.remora.metric.Family;
import dev.remora.metric.Samples;

/** The Java heap, asked of the runtime itself: management beans would cost more than they tell. */
public final class JvmMetrics {
  private static final Family INFO =
      Family.gauge("jvm_info", "The Java runtime; always 1.", "runtime", "vendor", "version");
  private static final Family USED =
      Family.gauge("jvm_memory_used_bytes", "Memory in use.", "area");
  private static final Family COMMITTED =
      Family.gauge("jvm_memory_committed_bytes", "Memory taken from the system.", "area");
  private static final Family MAX =
      Family.gauge("jvm_memory_max_bytes", "Memory that may be taken at most.", "area");

  private JvmMetrics() {}

  /** Adds the runtime's name and the size of the heap. */
  public static void addTo(Samples samples) {
    Runtime runtime = Runtime.getRuntime();
    samples
        .family(INFO)
        .label(System.getProperty("java.runtime.name", ""))
        .label(System.getProperty("java.vendor", ""))
        .label(System.getProperty("java.runtime.version", ""))
        .value(1);
    samples.add(USED, "heap", (double) (runtime.totalMemory() - runtime.freeMemory()));
    samples.add(COMMITTED, "heap", (double) runtime.totalMemory());
    samples.add(MAX, "heap", (double) runtime.maxMemory());
  }
}
