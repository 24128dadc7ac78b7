package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** {@code kubectl remora} on the tutorial's database, there and back, each way that is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PluginIT {
  private static final Path DATABASE = Path.of("src/test/resources/tutorial/mysql.yaml");

  private final Lab lab = new Lab("plugin");
  private final Plugin plugin = new Plugin();
  private JsonNode before = MissingNode.getInstance();

  PluginIT() throws IOException {}

  @BeforeAll
  void theDatabaseIsAlone() {
    lab.kubectl()
        .run(
            "create", "secret", "generic", "mysql-root-password", "--from-literal=password=s3cr:t");
    lab.kubectl().run("apply", "--filename=" + DATABASE);
    awaitPod("1/1");
    before = template();
  }

  @AfterAll
  void remove() throws IOException {
    lab.close();
    plugin.close();
  }

  private JsonNode deployment() {
    return lab.kubectl().json("get", "deployment", "mysql");
  }

  private JsonNode template() {
    return deployment().at("/spec/template");
  }

  /** All that the template has been. */
  private String sets() {
    return lab.kubectl().run("get", "replicasets", "--output=name");
  }

  private String remora(String command) {
    return plugin.run(command, "deployment/mysql", "-n", lab.namespace());
  }

  /** The same as a reader of the docs types it. */
  private String piped(String command) throws IOException, InterruptedException {
    return plugin.pipe(
        "kubectl -n %1$s get deploy mysql -o yaml | kubectl remora %2$s - | kubectl -n %1$s apply -f -"
            .formatted(lab.namespace(), command));
  }

  private void awaitPod(String ready) {
    lab.rolledOut();
    Awaitility.await()
        .atMost(Lab.PATIENCE)
        .untilAsserted(() ->
            assertThat(lab.kubectl().run("get", "pod"))
                .containsPattern("mysql-\\S+ +" + ready + " +Running"));
  }

  private void awaitMetrics() throws IOException {
    awaitPod("2/2");
    try (PortForward forward = PortForward.open(lab.kubectl(), lab.podName(), ":9104")) {
      lab.awaitUp(forward);
    }
  }

  @Test
  @Order(1)
  void injectBringsWhatRunsItsSidecar() throws IOException {
    assertThat(remora("inject")).contains("Deployment/mysql: added");

    awaitMetrics();
  }

  /** The object has the API server's defaults by now, in the sidecar too. */
  @Test
  @Order(2)
  void injectOnceMoreChangesNothing() {
    JsonNode injected = deployment();
    String sets = sets();

    assertThat(remora("check")).contains("already_injected");
    assertThat(remora("inject")).contains("already_injected");
    assertThat(deployment().at("/metadata/generation"))
        .isEqualTo(injected.at("/metadata/generation"));
    assertThat(template()).isEqualTo(injected.at("/spec/template"));
    assertThat(sets()).isEqualTo(sets);
  }

  @Test
  @Order(3)
  void uninjectLeavesTheTemplateThatWasThereBefore() {
    assertThat(remora("uninject")).contains("Deployment/mysql: removed");

    assertThat(template()).isEqualTo(before);
    awaitPod("1/1");
    assertThat(lab.pod().at("/spec/containers")).hasSize(1);
  }

  @Test
  @Order(4)
  void whatKubectlPrintsIsInjectedAndApplied() throws IOException, InterruptedException {
    assertThat(piped("inject")).contains("deployment.apps/mysql configured");

    awaitMetrics();
    JsonNode injected = template();
    String sets = sets();
    assertThat(piped("inject")).contains("already_injected");
    assertThat(template()).isEqualTo(injected);
    assertThat(sets()).isEqualTo(sets);
  }

  @Test
  @Order(5)
  void andTakenBackInTheSameWay() throws IOException, InterruptedException {
    assertThat(piped("uninject")).contains("deployment.apps/mysql configured");

    assertThat(template()).isEqualTo(before);
  }
}
