package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Whatever happens to one of the two containers, the other goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailureBoundaryIT {
  private static final int SCRAPES = 1_000;
  private static final double MIB = 1 << 20;

  private final Lab lab = new Lab("boundary");

  @BeforeAll
  void everyCollectorIsOn() throws IOException {
    lab.kubectl().run("apply", "--kustomize=" + Images.KUSTOMIZE.resolve("variants/root"));
    StringBuilder arguments = new StringBuilder();
    for (String collector : Collectors.offByDefault()) {
      arguments
          .append(arguments.isEmpty() ? "" : ",")
          .append("\"--collect.%s\"".formatted(collector));
    }
    lab.kubectl()
        .run(
            "patch",
            "deployment",
            "mysql",
            "--patch={\"spec\":{\"template\":{\"spec\":{\"terminationGracePeriodSeconds\":120,\"containers\":[{\"name\":\"%s\",\"args\":[%s]}]}}}}"
                .formatted(Lab.SIDECAR, arguments));
    lab.rolledOut();
    try (PortForward forward = forward()) {
      lab.awaitUp(forward);
    }
  }

  @AfterAll
  void remove() {
    lab.close();
  }

  @Test
  @Order(1)
  void aThousandScrapesOfAllCollectorsStayWithinTheLimit() throws IOException {
    try (PortForward forward = forward()) {
      IntStream.range(0, SCRAPES)
          .forEach(i -> {
            HttpResponse<String> page = forward.get("/metrics", i % 2 == 0 ? "gzip" : "identity");
            assertThat(page.statusCode()).isEqualTo(200);
          });
      String page = forward.metrics();
      assertThat(page)
          .contains(
              "mysql_exporter_collector_success{collector=\"collect.perf_schema.eventsstatements\"} 1");
      JsonNode status = lab.status(Lab.SIDECAR);
      System.out.printf(
          "%d scrapes of all collectors: %s s of CPU, %.1f MiB resident, at most %.1f MiB counted,"
              + " limit %s%n",
          SCRAPES,
          value(page, "process_cpu_seconds_total"),
          Double.parseDouble(value(page, "process_resident_memory_bytes")) / MIB,
          Cluster.memoryPeak(status.path("containerID").asText()).orElse(0) / MIB,
          lab.pod().at("/spec/containers/0/resources/limits/memory").asText());
    }
    assertThat(lab.restarts(Lab.SIDECAR)).isZero();
    assertThat(lab.status(Lab.SIDECAR).at("/lastState").isEmpty()).isTrue();
  }

  @Test
  @Order(2)
  void theSidecarOutlivesTheDatabase() throws IOException, InterruptedException {
    int restarts = lab.restarts(Lab.MYSQL);
    try (PortForward forward = forward()) {
      if (Cluster.hasRuntime()) {
        Cluster.kill(lab.status(Lab.MYSQL).path("containerID").asText());
      } else {
        lab.kubectl().run("exec", lab.podName(), "--container=mysql", "--", "kill", "1");
      }
      Awaitility.await("mysql_up 0")
          .atMost(Lab.PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> forward.metrics().contains("\nmysql_up 0\n"));
      assertThat(lab.isRunning(Lab.SIDECAR)).isTrue();
      lab.awaitUp(forward);
    }
    Awaitility.await("one restart")
        .atMost(Lab.PATIENCE)
        .until(() -> lab.restarts(Lab.MYSQL) == restarts + 1);
    assertThat(lab.restarts(Lab.SIDECAR)).isZero();
  }

  @Test
  @Order(3)
  void theDatabaseOutlivesTheSidecar() throws IOException, InterruptedException {
    Cluster.needsRuntime("the sidecar killed");
    int restarts = lab.restarts(Lab.MYSQL);
    Process session =
        lab.kubectl()
            .start(
                "exec",
                lab.podName(),
                "--container=mysql",
                "--",
                "sh",
                "-c",
                "MYSQL_PWD=$MYSQL_ROOT_PASSWORD mysql --user=root --skip-column-names --unbuffered"
                    + " --execute='SELECT CONNECTION_ID(); SELECT SLEEP(10); SELECT CONNECTION_ID()'")
            .start();
    BufferedReader reader = session.inputReader(StandardCharsets.UTF_8);
    String before = reader.readLine();
    Cluster.kill(lab.status(Lab.SIDECAR).path("containerID").asText());
    Awaitility.await("the sidecar is back")
        .atMost(Lab.PATIENCE)
        .until(() -> lab.restarts(Lab.SIDECAR) == 1 && lab.isRunning(Lab.SIDECAR));
    List<String> after = reader.readAllLines();
    assertThat(session.waitFor()).isZero();
    assertThat(after).as("the rest of what the same session says").hasSize(2).endsWith(before);
    assertThat(lab.restarts(Lab.MYSQL)).isEqualTo(restarts);
    try (PortForward forward = forward()) {
      lab.awaitUp(forward);
    }
  }

  /**
   * The kubelet kills what has not ended by itself within the grace period, and that shows in the
   * exit code. The container runtime is asked, since the Pod takes what the API server knew of it
   * along; its object goes later, by the rounds of the kubelet (seen: 5 s to more than 30 s).
   */
  @Test
  @Order(4)
  void aDeletedPodsContainersEndWithinTheGracePeriod() throws IOException {
    Cluster.needsRuntime("the exit codes in a deleted Pod");
    String pod = lab.podName();
    String sidecar = Cluster.plainId(lab.status(Lab.SIDECAR).path("containerID").asText());
    String mysql = Cluster.plainId(lab.status(Lab.MYSQL).path("containerID").asText());
    try (ContainerEvents events = ContainerEvents.watch()) {
      lab.kubectl().run("delete", "pod", pod, "--wait=true", Lab.TIMEOUT);
      assertThat(events.exitCodes(Set.of(sidecar, mysql))).isEqualTo(Map.of(sidecar, 0, mysql, 0));
    }
    lab.rolledOut();
  }

  private static String value(String page, String name) {
    Matcher sample = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(page);
    assertThat(sample.find()).as(name).isTrue();
    return sample.group(1);
  }

  private PortForward forward() throws IOException {
    return PortForward.open(lab.kubectl(), lab.podName(), ":9104");
  }
}
