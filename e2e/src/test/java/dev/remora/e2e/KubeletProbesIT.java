package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A kubelet that probes what was never meant for it does not restart the sidecar of a hung MySQL.
 */
class KubeletProbesIT {
  private static final int PROBES = 25;

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics"})
  void theSidecarOfAHungDatabaseIsAlive(String path) throws IOException, InterruptedException {
    Cluster.needsRuntime("probes of %s while MySQL hangs".formatted(path));
    try (Lab lab = new Lab("probes")) {
      lab.kubectl().run("apply", "--kustomize=" + Images.KUSTOMIZE.resolve("variants/root"));
      lab.kubectl().run("patch", "deployment", "mysql", "--patch=" + probed(path));
      lab.rolledOut();
      try (PortForward forward = PortForward.open(lab.kubectl(), lab.podName(), ":9104")) {
        lab.awaitUp(forward);
        String database = lab.status(Lab.MYSQL).path("containerID").asText();
        Cluster.signal(database, "SIGSTOP");
        try {
          Probes before = Probes.soFar(lab);
          Probes after =
              Awaitility.await("probes of " + path)
                  .atMost(Lab.PATIENCE)
                  .pollInterval(Duration.ofSeconds(1))
                  .until(() -> Probes.soFar(lab), now -> now.all() >= before.all() + PROBES);
          System.out.printf(
              "MySQL stopped: %d of %d probes of %s passed%n",
              after.passed() - before.passed(), after.all() - before.all(), path);
          assertThat(lab.restarts(Lab.SIDECAR)).isZero();
          assertThat(forward.get("/metrics", "identity").body()).contains("\nmysql_up 0\n");
        } finally {
          Cluster.signal(database, "SIGCONT");
        }
        lab.awaitUp(forward);
      }
      assertThat(lab.restarts(Lab.SIDECAR)).isZero();
      assertThat(lab.restarts(Lab.MYSQL)).isZero();
    }
  }

  /**
   * Both kinds of probe, with the kubelet's own limit of a second. They forgive more than its three
   * in a row, and so a machine that stalls, but not all of those that are awaited.
   */
  private static String probed(String path) {
    String probe =
        """
        {"httpGet": {"path": "%s", "port": "mysql-metrics"}, "initialDelaySeconds": 10,
         "periodSeconds": 1, "timeoutSeconds": 1, "failureThreshold": 8}
        """
            .formatted(path);
    return """
    {"spec": {"template": {"spec": {"containers": [
      {"name": "%s", "livenessProbe": %s, "readinessProbe": %s}]}}}}
    """
        .formatted(Lab.SIDECAR, probe, probe);
  }

  /**
   * Liveness probes of the sidecar, as the kubelet counts them.
   *
   * @param all whatever came of them
   */
  private record Probes(int all, int passed) {
    static Probes soFar(Lab lab) {
      String node = lab.pod().at("/spec/nodeName").asText();
      List<String> counters =
          lab.kubectl()
              .run("get", "--raw", "/api/v1/nodes/%s/proxy/metrics/probes".formatted(node))
              .lines()
              .filter(line -> line.startsWith("prober_probe_total{"))
              .filter(line -> line.contains("namespace=\"%s\"".formatted(lab.namespace())))
              .filter(line -> line.contains("container=\"%s\"".formatted(Lab.SIDECAR)))
              .filter(line -> line.contains("probe_type=\"Liveness\""))
              .toList();
      return new Probes(sum(counters, ""), sum(counters, "result=\"successful\""));
    }

    private static int sum(List<String> counters, String label) {
      return counters.stream()
          .filter(line -> line.contains(label))
          .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }
}
