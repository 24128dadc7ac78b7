package dev.remora.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a Prometheus would scrape, read from the cluster as its discovery reads it.
 *
 * @param address host and port
 */
record Target(String address, String path) {
  /** By the annotations of the Pod, the PodMonitor, the ServiceMonitor, or else the port's name. */
  static Target found(Lab lab) {
    JsonNode pod = lab.pod();
    JsonNode annotations = pod.at("/metadata/annotations");
    if (annotations.path("prometheus.io/scrape").asText().equals("true")) {
      return new Target(
          ip(pod) + ":" + annotations.path("prometheus.io/port").asText(),
          annotations.path("prometheus.io/path").asText());
    }
    return first(lab, "podmonitors")
        .map(monitor -> byPodMonitor(lab, monitor))
        .or(() -> first(lab, "servicemonitors").map(monitor -> byServiceMonitor(lab, monitor)))
        .orElseGet(() -> new Target(ip(pod) + ":" + port(pod, "mysql-metrics"), "/metrics"));
  }

  private static Target byPodMonitor(Lab lab, JsonNode monitor) {
    JsonNode endpoint = monitor.at("/spec/podMetricsEndpoints/0");
    JsonNode pod = lab.kubectl().json("get", "pods", selector(monitor)).at("/items/0");
    return new Target(
        ip(pod) + ":" + port(pod, endpoint.path("port").asText()), endpoint.path("path").asText());
  }

  private static Target byServiceMonitor(Lab lab, JsonNode monitor) {
    JsonNode endpoint = monitor.at("/spec/endpoints/0");
    JsonNode addresses =
        lab.kubectl().json("get", "endpoints", selector(monitor)).at("/items/0/subsets/0");
    int port =
        addresses
            .path("ports")
            .valueStream()
            .filter(one -> one.path("name").asText().equals(endpoint.path("port").asText()))
            .findFirst()
            .orElseThrow()
            .path("port")
            .asInt();
    return new Target(
        addresses.at("/addresses/0/ip").asText() + ":" + port, endpoint.path("path").asText());
  }

  private static Optional<JsonNode> first(Lab lab, String kind) {
    return lab.kubectl().json("get", kind).path("items").valueStream().findFirst();
  }

  private static String selector(JsonNode monitor) {
    return "--selector="
        + String.join(
            ",",
            monitor
                .at("/spec/selector/matchLabels")
                .propertyStream()
                .map(label -> label.getKey() + "=" + label.getValue().asText())
                .toList());
  }

  private static String ip(JsonNode pod) {
    return pod.at("/status/podIP").asText();
  }

  private static int port(JsonNode pod, String name) {
    return Stream.of("containers", "initContainers")
        .flatMap(kind -> pod.path("spec").path(kind).valueStream())
        .flatMap(container -> container.path("ports").valueStream())
        .filter(port -> port.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow()
        .path("containerPort")
        .asInt();
  }
}
