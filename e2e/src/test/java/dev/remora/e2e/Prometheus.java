package dev.remora.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A real Prometheus in the cluster, which finds Pods and Services as it does for everybody. */
final class Prometheus implements AutoCloseable {
  private static final String NAMESPACE = "remora-e2e-prometheus";
  private static final String SCRAPES = "remora.dev/scrapes=true";

  private final Kubectl kubectl = Kubectl.in(NAMESPACE);

  Prometheus() {
    Kubectl.anywhere().run("delete", "namespace", NAMESPACE, "--ignore-not-found", "--wait=true");
    Kubectl.anywhere().run("create", "namespace", NAMESPACE);
    Kubectl.anywhere().run("label", "namespace", NAMESPACE, SCRAPES);
    kubectl.run("apply", "--filename=src/test/resources/prometheus/prometheus.yaml");
    kubectl.run("rollout", "status", "deployment/prometheus", "--timeout=240s");
  }

  /** The number that an expression has now; NaN if it has none or several. */
  double value(String expression) {
    String path =
        "/api/v1/namespaces/%s/services/prometheus:9090/proxy/api/v1/query?query=%s"
            .formatted(NAMESPACE, URLEncoder.encode(expression, StandardCharsets.UTF_8));
    try {
      JsonNode result =
          new ObjectMapper().readTree(kubectl.run("get", "--raw", path)).at("/data/result");
      return result.size() == 1 ? Double.parseDouble(result.at("/0/value/1").asText()) : Double.NaN;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Kubectl.anywhere().run("delete", "namespace", NAMESPACE, "--wait=false");
    Kubectl.anywhere()
        .run(
            "delete",
            "clusterrole,clusterrolebinding",
            "remora-e2e-prometheus",
            "--ignore-not-found");
  }
}
