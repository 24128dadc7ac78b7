package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every object of the Helm chart is accepted by the API server's dry run. */
class ChartIT {
  /** Of the Prometheus operator and of cert-manager, which are not here. */
  private static final Set<String> OTHERS =
      Set.of("monitoring.coreos.com/v1", "monitoring.coreos.com/v1alpha1", "cert-manager.io/v1");

  @ParameterizedTest
  @ValueSource(strings = {"exporter", "webhook", "cert-manager", "everything"})
  void isAccepted(String name) throws Exception {
    JsonNode values =
        Chart.document(Path.of("src/test/resources/chart/%s.values.yaml".formatted(name)));
    List<String> accepted = new ArrayList<>();
    try (Lab lab = new Lab("chart")) {
      String rendered = Chart.rendered(values, "1.%d.0".formatted(Cluster.minor()));
      for (JsonNode each : Chart.documents(rendered)) {
        if (OTHERS.contains(each.path("apiVersion").asText())) {
          continue;
        }
        String kind = each.path("kind").asText();
        // The chart names the namespace only where it speaks of itself.
        Kubectl.Result result =
            lab.kubectl()
                .attempt(each.toString(), Map.of(), "create", "--dry-run=server", "--filename=-");
        assertThat(result.code()).as("%s: %s", kind, result.printed()).isZero();
        assertThat(result.printed()).doesNotContain("unknown field");
        accepted.add(kind);
      }
    }
    assertThat(accepted).contains("Deployment", "Service", "ServiceAccount");
  }
}
