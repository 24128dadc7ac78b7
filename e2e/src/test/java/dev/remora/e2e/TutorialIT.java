package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial of the sidecar pattern, step by step as a reader types it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TutorialIT {
  private static final Path FOLDER = Path.of("src/test/resources/tutorial");
  // With characters that end a part of a data source name; the root of a laboratory has worse.
  private static final String PASSWORD = "s3cr:e/t@1)?%$x";
  private static final List<String> SCRAPERS =
      List.of(
          "global_status",
          "global_variables",
          "slave_status",
          "info_schema.innodb_cmp",
          "info_schema.innodb_cmpmem",
          "info_schema.query_response_time");

  private final Lab lab = new Lab("tutorial");

  @BeforeAll
  void theDatabaseOfTheLabBefore() {
    lab.kubectl()
        .run(
            "create",
            "secret",
            "generic",
            "mysql-root-password",
            "--from-literal=password=" + PASSWORD);
    lab.kubectl().run("apply", "--filename=" + FOLDER.resolve("mysql.yaml"));
    lab.rolledOut();
  }

  @AfterAll
  void remove() {
    lab.close();
  }

  @Test
  @Order(1)
  void kubectlEditAddsTheContainer(@TempDir Path folder) throws IOException {
    Path editor = folder.resolve("editor.sh");
    Files.copy(FOLDER.resolve("editor.sh"), editor);
    Files.copy(FOLDER.resolve("container.yaml"), editor.resolveSibling("container.yaml"));
    Kubectl.Result edited =
        lab.kubectl()
            .attempt(
                "",
                Map.of("KUBE_EDITOR", "sh " + editor, "TUTORIAL_IMAGE", Images.SIDECAR),
                "edit",
                "deployment",
                "mysql");
    assertThat(edited.printed()).contains("deployment.apps/mysql edited");
    assertThat(edited.code()).isZero();
    lab.rolledOut();
  }

  @Test
  @Order(2)
  void thePodShowsTwoRunningContainers() {
    Awaitility.await()
        .atMost(Lab.PATIENCE)
        .untilAsserted(() ->
            assertThat(lab.kubectl().run("get", "pod"))
                .containsPattern("mysql-\\S+ +2/2 +Running +0 "));
  }

  @Test
  @Order(3)
  void theLogNamesScrapersAndPort() {
    String log =
        Awaitility.await()
            .atMost(Lab.PATIENCE)
            .until(
                () -> lab.kubectl().run("logs", lab.podName(), "-c", "mysqld-exporter"),
                text -> text.contains("Listening on :9104"));
    assertThat(log.lines().filter(line -> line.contains("--collect.")))
        .hasSize(SCRAPERS.size())
        .allMatch(line -> SCRAPERS.stream().anyMatch(line::contains));
    assertThat(log).doesNotContain(PASSWORD);
  }

  @Test
  @Order(4)
  void aBrowserShowsTheMetrics() throws IOException, InterruptedException {
    try (PortForward forward = PortForward.open(lab.kubectl(), lab.podName(), "9104")) {
      assertThat(forward.url("/metrics")).isEqualTo("http://localhost:9104/metrics");
      lab.awaitUp(forward);
      assertThat(forward.metrics())
          .contains(
              "\nmysql_up 1\n",
              "\nmysql_global_status_uptime ",
              "\nmysql_global_variables_max_connections ",
              "\nmysql_version_info{")
          .doesNotContain(PASSWORD);
      screenshot(forward.url("/metrics"));
    }
  }

  private static void screenshot(String url) throws IOException, InterruptedException {
    Optional<Path> browser =
        List.of("/usr/bin/chromium", "/usr/bin/google-chrome").stream()
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    Cluster.needs(browser.isPresent(), "screenshot of the metrics", "needs Chromium");
    Path picture = Path.of("target/metrics.png").toAbsolutePath();
    Files.deleteIfExists(picture);
    // Its helpers may outlive it and write there, so it goes with the build's folder.
    Path profile = Files.createTempDirectory(picture.getParent(), "chromium");
    Process process =
        new ProcessBuilder(
                browser.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=1100,900",
                "--user-data-dir=" + profile,
                "--screenshot=" + picture,
                url)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(Path.of("target/chromium.log").toFile()))
            .start();
    assertThat(process.waitFor(Duration.ofMinutes(2))).as("Chromium ended").isTrue();
    assertThat(picture).isNotEmptyFile();
  }
}
