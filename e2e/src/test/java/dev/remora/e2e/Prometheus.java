package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;

/** A real Prometheus in a laboratory's namespace; it goes with the laboratory. */
final class Prometheus {
  private static final String NAME = "prometheus";
  private static final Path MANIFEST = Path.of("src/test/resources/prometheus/prometheus.yaml");

  private final Lab lab;

  Prometheus(Lab lab) {
    this.lab = lab;
  }

  /** Starts it with one target. */
  void start(Target target) {
    start(
        Map.of(
            "prometheus.yml",
            """
            global:
              scrape_interval: 2s
              scrape_timeout: 2s
            scrape_configs:
              - job_name: mysql
                metrics_path: %s
                static_configs:
                  - targets: ["%s"]
            """
                .formatted(target.path(), target.address())));
  }

  /** Starts it with these files in its folder, of which {@code prometheus.yml} is one. */
  void start(Map<String, String> files) {
    lab.secret(NAME, files);
    lab.kubectl().run("apply", "--filename=" + MANIFEST);
    rolledOut();
  }

  /**
   * Gives it other files, and has it read them.
   *
   * @param sign what its configuration says once it has them
   */
  void configure(Map<String, String> files, String sign) {
    lab.secret(NAME, files);
    lab.hurryKubelet();
    Awaitility.await("Prometheus reads " + sign)
        .atMost(Lab.PATIENCE)
        .untilAsserted(() -> {
          lab.kubectl().feed("", "create", "--raw=" + path("/-/reload"), "--filename=-");
          assertThat(get("/api/v1/status/config").at("/data/yaml").asText()).contains(sign);
        });
  }

  /** Another Prometheus in its place, which knows nothing of what was. */
  void restart() {
    lab.kubectl().run("rollout", "restart", "deployment/prometheus");
    rolledOut();
  }

  /** The number that an expression has now; NaN if it has none or several. */
  double value(String expression) {
    JsonNode result =
        get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
            .at("/data/result");
    return result.size() == 1 ? Double.parseDouble(result.at("/0/value/1").asText()) : Double.NaN;
  }

  private void rolledOut() {
    lab.kubectl().run("rollout", "status", "deployment/prometheus", Lab.TIMEOUT);
    // Its Service may lag behind.
    Awaitility.await("one Prometheus that answers")
        .atMost(Lab.PATIENCE)
        .until(() -> pods() == 1 && answers());
  }

  private int pods() {
    return lab.kubectl().json("get", "pods", "--selector=app=prometheus").path("items").size();
  }

  private boolean answers() {
    return lab.kubectl().attempt("", Map.of(), "get", "--raw", path("/-/ready")).code() == 0;
  }

  private JsonNode get(String path) {
    try {
      return new ObjectMapper().readTree(lab.kubectl().run("get", "--raw", path(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String path(String path) {
    return "/api/v1/namespaces/%s/services/prometheus:9090/proxy%s"
        .formatted(lab.namespace(), path);
  }
}
