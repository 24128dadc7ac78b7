package dev.remora.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real Prometheus in a laboratory's namespace, with one target. */
final class Prometheus {
  private static final Path MANIFEST = Path.of("src/test/resources/prometheus/prometheus.yaml");

  private final Lab lab;

  /** Starts it; it goes with the laboratory. */
  Prometheus(Lab lab, Target target) throws IOException {
    this.lab = lab;
    lab.kubectl()
        .feed(
            Files.readString(MANIFEST)
                .replace("TARGET", target.address())
                .replace("METRICS_PATH", target.path()),
            "apply",
            "--filename=-");
    lab.kubectl().run("rollout", "status", "deployment/prometheus", "--timeout=240s");
  }

  /** The number that an expression has now; NaN if it has none or several. */
  double value(String expression) {
    String path =
        "/api/v1/namespaces/%s/services/prometheus:9090/proxy/api/v1/query?query=%s"
            .formatted(lab.namespace(), URLEncoder.encode(expression, StandardCharsets.UTF_8));
    try {
      JsonNode result =
          new ObjectMapper().readTree(lab.kubectl().run("get", "--raw", path)).at("/data/result");
      return result.size() == 1 ? Double.parseDouble(result.at("/0/value/1").asText()) : Double.NaN;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
