package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every variant of the manifests comes up, and a real Prometheus reads the database through it. */
class VariantsIT {
  /** The second number of the first version of Kubernetes that can run a variant. */
  private static final Map<String, Integer> SINCE = Map.of("native", 29);

  private static final String RESTRICTED = "pod-security.kubernetes.io/enforce=restricted";

  static Stream<String> variants() throws IOException {
    try (Stream<Path> folders = Files.list(Images.KUSTOMIZE.resolve("variants"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  @BeforeAll
  static void theKindsOfTheOperator() {
    Kubectl.anywhere().run("apply", "--filename=src/test/resources/crds/monitors.yaml");
  }

  @ParameterizedTest
  @MethodSource("variants")
  void isAccepted(String variant) {
    Cluster.needs(SINCE.getOrDefault(variant, 0), "dry run of variant " + variant);
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
  void comesUpAndIsScraped(String variant) throws IOException {
    Cluster.needs(SINCE.getOrDefault(variant, 0), "variant " + variant);
    try (Lab lab = new Lab(variant)) {
      // Its Prometheus is in the same namespace, to which the variant network-policy opens the
      // port.
      Kubectl.anywhere().run("label", "namespace", lab.namespace(), "remora.dev/scrapes=true");
      lab.kubectl().run("apply", "--kustomize=" + folder(variant));
      lab.rolledOut();
      assertThat(lab.isRunning(Lab.SIDECAR)).isTrue();
      Prometheus prometheus = new Prometheus(lab);
      prometheus.start(Target.found(lab));
      Awaitility.await("Prometheus sees the database of " + variant)
          .atMost(Lab.PATIENCE)
          .untilAsserted(() -> {
            assertThat(prometheus.value("mysql_up")).isEqualTo(1);
            assertThat(prometheus.value("mysql_global_status_uptime")).isPositive();
            assertThat(prometheus.value("up")).isEqualTo(1);
          });
      assertThat(lab.restarts(Lab.SIDECAR)).isZero();
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
