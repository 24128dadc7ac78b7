package dev.remora.inject.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.plan.Choices;
import dev.remora.inject.plan.Choices.Connection;
import dev.remora.inject.plan.Choices.Permission;
import dev.remora.inject.plan.Choices.Placement;
import dev.remora.inject.plan.Choices.Scrape;
import dev.remora.inject.plan.Names;
import dev.remora.inject.plan.Settings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.ObjectMapper;

/** Whether Kubernetes knows every field of what is added, by a model of its objects. */
class ShapesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path EXAMPLES = Path.of("src", "test", "resources", "manifests");

  @ParameterizedTest
  @EnumSource(Connection.class)
  void knowsEveryFieldOfPods(Connection connection) throws Exception {
    String text = Files.readString(EXAMPLES.resolve("bare-pod").resolve("input.yaml"));
    for (Placement placement : Placement.values()) {
      Pod pod = pod(text, placement, connection);

      assertThat(unknown(pod)).isEmpty();
      assertThat(sidecar(pod).getLivenessProbe().getHttpGet().getPath()).isEqualTo("/-/healthy");
      assertThat(sidecar(pod).getReadinessProbe()).isNull();
      assertThat(sidecar(pod).getStartupProbe()).isNull();
      assertThat(sidecar(pod).getSecurityContext().getCapabilities().getDrop())
          .containsExactly("ALL");
      assertThat(sidecar(pod).getPorts().getFirst().getName()).hasSizeLessThanOrEqualTo(15);
      assertThat(sidecar(pod).getRestartPolicy())
          .isEqualTo(placement == Placement.NATIVE ? "Always" : null);
    }
  }

  @Test
  void knowsEveryFieldOfAllExamples() throws Exception {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      for (Path folder : (Iterable<Path>) folders.sorted()::iterator) {
        Path file = folder.resolve("expected.yaml");
        if (!Files.exists(file)) {
          continue;
        }
        for (Object document : Documents.of(Files.readString(file))) {
          for (Object container : sidecars(document)) {
            Container typed = MAPPER.readValue(JsonWriter.compact(container), Container.class);
            assertThat(unknown(typed)).as(folder.toString()).isEmpty();
          }
        }
      }
    }
  }

  /** The check itself: a field that nobody knows is seen. */
  @Test
  void seesAFieldThatIsNotThere() throws Exception {
    Container container =
        MAPPER.readValue(
            "{\"name\": \"x\", \"livenessProbe\": {\"httpPut\": {}}}", Container.class);

    assertThat(unknown(container)).containsExactly("httpPut");
  }

  private static Pod pod(String text, Placement placement, Connection connection) throws Exception {
    Choices defaults = Choices.DEFAULTS;
    Choices choices =
        new Choices(
            "",
            "exporter",
            "password",
            "user",
            defaults.username(),
            0,
            placement,
            Scrape.ANNOTATIONS,
            connection,
            EnumSet.allOf(Permission.class),
            defaults.cpu(),
            defaults.memory());
    Settings settings = Settings.defaults("0.1.0", "remora:0.1.0").with(choices);
    String result = Laws.check(text, settings).text();
    return MAPPER.readValue(JsonWriter.compact(Documents.of(result).getFirst()), Pod.class);
  }

  private static Container sidecar(Pod pod) {
    return Stream.concat(
            pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream())
        .filter(container -> container.getName().equals(Names.SIDECAR_CONTAINER))
        .findFirst()
        .orElseThrow();
  }

  private static List<Object> sidecars(Object value) {
    List<Object> found = new ArrayList<>();
    switch (value) {
      case Map<?, ?> map -> {
        if (Names.SIDECAR_CONTAINER.equals(map.get("name")) && map.containsKey("image")) {
          found.add(map);
        }
        map.values().forEach(each -> found.addAll(sidecars(each)));
      }
      case List<?> list -> list.forEach(each -> found.addAll(sidecars(each)));
      default -> {}
    }
    return found;
  }

  /** The model keeps fields that it does not know apart. */
  private static List<String> unknown(Object model) throws ReflectiveOperationException {
    List<String> unknown = new ArrayList<>();
    if (model instanceof Collection<?> all) {
      for (Object each : all) {
        unknown.addAll(unknown(each));
      }
    } else if (model.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
      for (Method method : model.getClass().getMethods()) {
        if (method.getName().equals("getAdditionalProperties")
            && method.invoke(model) instanceof Map<?, ?> more) {
          more.keySet().forEach(key -> unknown.add(String.valueOf(key)));
        } else if (method.getName().startsWith("get") && method.getParameterCount() == 0) {
          Object value = method.invoke(model);
          if (value != null) {
            unknown.addAll(unknown(value));
          }
        }
      }
    }
    return unknown;
  }
}
