package dev.remora.catalog;

import dev.remora.collector.ServerValue;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What a Galera node says in texts among the status variables. For one scrape, one thread. */
final class GaleraStatus {
  private static final Family INFO =
      Family.gauge(
          "mysql_galera_status_info",
          "The Galera node and its cluster.",
          "wsrep_local_state_uuid",
          "wsrep_cluster_state_uuid",
          "wsrep_provider_version");
  private static final List<Family> LATENCY =
      List.of(
          latency("min_seconds", "Shortest time to replicate a message in the group."),
          latency("avg_seconds", "Average time to replicate a message in the group."),
          latency("max_seconds", "Longest time to replicate a message in the group."),
          latency("stdev", "Standard deviation of the time to replicate a message."),
          latency("sample_size", "Messages that the replication latency is computed from."));

  static final List<Family> FAMILIES = Stream.concat(Stream.of(INFO), LATENCY.stream()).toList();

  private String localState = "";
  private String clusterState = "";
  private String providerVersion = "";
  private String latency = "";

  void remember(String variable, String text) {
    switch (variable) {
      case "wsrep_local_state_uuid" -> localState = text;
      case "wsrep_cluster_state_uuid" -> clusterState = text;
      case "wsrep_provider_version" -> providerVersion = text;
      case "wsrep_evs_repl_latency" -> latency = text;
      default -> {}
    }
  }

  void addTo(Samples samples) {
    if (!localState.isEmpty()) {
      samples.family(INFO).label(localState).label(clusterState).label(providerVersion).value(1);
    }
    String[] parts = latency.split("/", -1);
    if (parts.length == LATENCY.size()) {
      double[] values = new double[parts.length];
      for (int i = 0; i < parts.length; i++) {
        OptionalDouble value = ServerValue.parse(parts[i]);
        if (value.isEmpty()) {
          return;
        }
        values[i] = value.getAsDouble();
      }
      for (int i = 0; i < parts.length; i++) {
        samples.add(LATENCY.get(i), values[i]);
      }
    }
  }

  private static Family latency(String suffix, String help) {
    return Family.gauge("mysql_galera_evs_repl_latency_" + suffix, help);
  }
}
