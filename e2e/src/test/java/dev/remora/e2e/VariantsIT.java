package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every variant of the manifests comes up, and a real Prometheus reads the database through it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VariantsIT {
  /** The second number of the first version of Kubernetes that can run a variant. */
  private static final Map<String, Integer> SINCE = Map.of("native", 29);

  /** The job by which Prometheus finds a variant that says itself how it wants to be found. */
  private static final Map<String, String> JOBS =
      Map.of("annotations", "annotations", "service-monitor", "service-monitor");

  private static final String RESTRICTED = "pod-security.kubernetes.io/enforce=restricted";

  private final Prometheus prometheus = new Prometheus();

  static Stream<String> variants() throws IOException {
    try (Stream<Path> folders = Files.list(Images.KUSTOMIZE.resolve("variants"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  @BeforeAll
  void theKindsOfTheOperator() {
    Kubectl.anywhere().run("apply", "--filename=src/test/resources/crds/monitors.yaml");
  }

  @AfterAll
  void remove() {
    prometheus.close();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void isAccepted(String variant) {
    try (Lab lab = new Lab("dry-run")) {
      Kubectl.Result result =
          lab.kubectl()
              .attempt("", Map.of(), "apply", "--dry-run=server", "--kustomize=" + folder(variant));
      assertThat(result.code()).as(result.printed()).isZero();
      assertThat(result.printed())
          .contains("deployment.apps/mysql created (server dry run)")
          .doesNotContain("unknown field");
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void comesUpAndIsScraped(String variant) {
    Cluster.needs(SINCE.getOrDefault(variant, 0), "variant " + variant);
    try (Lab lab = new Lab(variant)) {
      lab.kubectl().run("apply", "--kustomize=" + folder(variant));
      lab.rolledOut();
      assertThat(lab.isRunning(Lab.SIDECAR)).isTrue();
      String where =
          "{namespace=\"%s\", job=\"%s\"}"
              .formatted(lab.namespace(), JOBS.getOrDefault(variant, "pod-monitor"));
      Awaitility.await("Prometheus sees the database of " + variant)
          .atMost(Lab.PATIENCE)
          .untilAsserted(() -> assertThat(prometheus.value("mysql_up" + where)).isEqualTo(1));
      assertThat(prometheus.value("mysql_global_status_uptime" + where)).isPositive();
      assertThat(prometheus.value("up" + where)).isEqualTo(1);
      assertThat(lab.restarts(Lab.SIDECAR)).isZero();
    }
  }

  /** The jobs of our Prometheus stand for an operator, so they must say what the objects say. */
  @Test
  void monitorsNameThePortThatTheSidecarHas() throws IOException {
    for (String variant : List.of("pod-monitor", "service-monitor")) {
      try (Lab lab = new Lab("monitors")) {
        lab.kubectl().run("apply", "--kustomize=" + folder(variant));
        JsonNode monitor = lab.kubectl().json("get", variant.replace("-", ""), "mysql");
        String endpoints = variant.equals("pod-monitor") ? "podMetricsEndpoints" : "endpoints";
        assertThat(monitor.at("/spec/" + endpoints + "/0/port").asText())
            .isEqualTo("mysql-metrics");
        assertThat(monitor.at("/spec/selector/matchLabels/app").asText()).isEqualTo("mysql");
      }
    }
  }

  @Test
  void theRestrictedLevelOfPodSecurityAdmitsThePod() {
    Cluster.needs(25, "the restricted Pod security level");
    try (Lab lab = new Lab("restricted")) {
      Kubectl.anywhere().run("label", "namespace", lab.namespace(), RESTRICTED);
      lab.kubectl().run("apply", "--kustomize=" + folder("classic"));
      lab.rolledOut();
    }
  }

  private static Path folder(String variant) {
    return Images.KUSTOMIZE.resolve("variants").resolve(variant);
  }
}
