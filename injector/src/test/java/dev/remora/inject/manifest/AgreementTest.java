package dev.remora.inject.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.plan.Choices;
import dev.remora.inject.plan.Pointer;
import dev.remora.inject.plan.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever adds the sidecar by kustomize gets what whoever injects it gets. */
class AgreementTest {
  private static final Path COMPONENTS = Path.of("..", "deploy", "kustomize", "components");
  private static final Path EXAMPLE =
      Path.of("src", "test", "resources", "manifests", "bare-pod", "input.yaml");

  @ParameterizedTest
  @CsvSource({
    "sidecar, /spec/containers/1, CLASSIC",
    "native-sidecar, /spec/initContainers/0, NATIVE",
  })
  void theContainerIsThatOfTheComponent(String component, String place, Choices.Placement placement)
      throws Exception {
    String list = Pointer.parse(place).parent().then(0).toString();
    Object written =
        Pointer.parse("/spec/template" + list)
            .in(first(Files.readString(COMPONENTS.resolve(component).resolve("container.yaml"))))
            .orElseThrow();

    Choices choices = secret(placement);
    Settings settings = Settings.defaults("0.1.0", "remora:0.1.0").with(choices);
    String injected = Rewriter.inject(Files.readString(EXAMPLE), settings).text();

    assertThat(Pointer.parse(place).in(first(injected))).contains(written);
  }

  private static Choices secret(Choices.Placement placement) {
    Choices defaults = Choices.DEFAULTS;
    return new Choices(
        "",
        "mysql-exporter",
        defaults.secretKey(),
        "",
        defaults.username(),
        0,
        placement,
        defaults.scrape(),
        defaults.connection(),
        defaults.permissions(),
        defaults.cpu(),
        defaults.memory());
  }

  private static Object first(String text) throws Exception {
    List<Object> documents = Documents.of(text);
    return documents.getFirst();
  }
}
