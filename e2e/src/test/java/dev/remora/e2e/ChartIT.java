package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Helm chart on a real Kubernetes. */
class ChartIT {
  /** Of the Prometheus operator and of cert-manager, which are not here. */
  private static final Set<String> OTHERS =
      Set.of("monitoring.coreos.com/v1", "monitoring.coreos.com/v1alpha1", "cert-manager.io/v1");

  /** Each object by the API server's dry run. */
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

  /** Installed by Helm, it scrapes a database that it was given, and no other; then it is gone. */
  @Test
  void theExporterIsInstalled() throws Exception {
    try (Lab lab = new Lab("chart-exporter")) {
      lab.kubectl().run("apply", "--kustomize=" + Images.KUSTOMIZE.resolve("variants/classic"));
      lab.rolledOut();
      lab.sql("CREATE USER prober@'%' IDENTIFIED BY 'of-many'; GRANT PROCESS ON *.* TO prober@'%'");
      lab.secret("databases", Map.of(".my.cnf", "[client]\nuser=prober\npassword=of-many\n"));
      String database =
          lab.kubectl().json("get", "service", "mysql").at("/spec/clusterIP").asText() + ":3306";
      InstallCommand command = new Helm(Chart.FOLDER).install().withName("remora");
      command
          .withNamespace(lab.namespace())
          .set("exporter.enabled", true)
          .set("exporter.replicas", 2)
          .set("exporter.optionFile.existingSecret", "databases")
          .set("exporter.targets[0].address", database)
          .waitReady()
          .withTimeout((int) Lab.PATIENCE.toSeconds())
          .call();

      String service = "service/remora-exporter";
      try (PortForward forward = PortForward.open(lab.kubectl(), service, ":9104")) {
        Awaitility.await("the database by way of the exporter")
            .atMost(Lab.PATIENCE)
            .untilAsserted(() ->
                assertThat(forward.get("/probe?target=" + database, "identity").body())
                    .contains("\nmysql_up 1\n"));
        assertThat(forward.get("/probe?target=127.0.0.1:3306", "identity").statusCode())
            .isEqualTo(403);
      }
      Helm.uninstall("remora").withNamespace(lab.namespace()).call();
      assertThat(lab.kubectl().run("get", "deployments", "--output=name"))
          .isEqualTo("deployment.apps/mysql\n");
    }
  }
}
