package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the manifests without a cluster. */
class ManifestsTest {
  private static final int COLLECTORS = 36;

  @ParameterizedTest
  @ValueSource(strings = {"../deploy/kustomize", "src/test/resources"})
  void everyManifestNamesTheSameImage(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> images =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .flatMap(ManifestsTest::lines)
              .map(String::strip)
              .filter(line -> line.startsWith("image: remora:"))
              .distinct()
              .toList();
      assertThat(images).containsExactly("image: " + Images.SIDECAR);
    }
  }

  @Test
  void theTutorialShowsTheContainerThatItsTestAdds() {
    String indent = " ".repeat(6);
    assertThat(lines(Path.of("../docs/tutorial.md")))
        .containsSequence(
            lines(Path.of("src/test/resources/tutorial/container.yaml"))
                .map(line -> indent + line.replace("prom/mysqld-exporter", Images.SIDECAR))
                .toList());
  }

  /** A sidecar that is not ready would take the database out of its Service. */
  @Test
  void noSidecarHasAReadinessProbe() {
    for (String component : List.of("sidecar", "native-sidecar")) {
      assertThat(
              lines(Images.KUSTOMIZE.resolve("components/%s/container.yaml".formatted(component))))
          .noneMatch(line -> line.contains("readinessProbe:") || line.contains("startupProbe:"));
    }
  }

  @Test
  void theNativeSidecarIsTheSameContainer() {
    List<String> container = sidecar("sidecar");
    List<String> other = sidecar("native-sidecar");
    assertThat(other).contains("restartPolicy: Always", "initContainers:");
    assertThat(other.stream().filter(line -> !line.equals("restartPolicy: Always")))
        .containsExactlyElementsOf(
            container.stream()
                .map(line -> line.replace("containers:", "initContainers:"))
                .toList());
  }

  /**
   * What the restricted level of Pod security asks of a container, and a read-only root besides.
   */
  @Test
  void theSidecarAsksForNoRights() {
    assertThat(sidecar("sidecar"))
        .containsSequence(
            "securityContext:",
            "runAsNonRoot: true",
            "runAsUser: 65534",
            "runAsGroup: 65534",
            "readOnlyRootFilesystem: true",
            "allowPrivilegeEscalation: false",
            "capabilities:",
            "drop: [ALL]",
            "seccompProfile:",
            "type: RuntimeDefault");
  }

  private static List<String> sidecar(String component) {
    return lines(Images.KUSTOMIZE.resolve("components/%s/container.yaml".formatted(component)))
        .map(String::strip)
        .toList();
  }

  @Test
  void theCollectorsAreKnown() throws IOException {
    assertThat(Collectors.offByDefault()).hasSize(COLLECTORS - 6).contains("info_schema.tables");
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
