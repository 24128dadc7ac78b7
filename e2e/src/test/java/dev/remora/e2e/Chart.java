package dev.remora.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The Helm chart, rendered and linted by Helm's own code. */
final class Chart {
  static final Path FOLDER = Path.of("../deploy/helm/remora");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Chart() {}

  /** What an installation as {@code remora} in the namespace {@code remora} applies. */
  static String rendered(JsonNode values, String kubernetes) throws IOException {
    return rendered("remora", "remora", values, kubernetes);
  }

  static String rendered(String release, String namespace, JsonNode values, String kubernetes)
      throws IOException {
    Path file = Files.createTempFile("values", ".json");
    try {
      Files.writeString(file, JSON.writeValueAsString(values));
      TemplateCommand command = new Helm(FOLDER).template();
      String text =
          command
              .withName(release)
              .withNamespace(namespace)
              .withKubeVersion(kubernetes)
              .withValuesFile(file)
              .call();
      // Of a chart that makes nothing, the library makes nothing of it at all.
      return Objects.requireNonNullElse(text, "");
    } finally {
      Files.delete(file);
    }
  }

  /** What Helm says after an installation; nothing is installed. */
  static String notes(JsonNode values) throws IOException {
    Path file = Files.createTempFile("values", ".json");
    try {
      Files.writeString(file, JSON.writeValueAsString(values));
      InstallCommand command = new Helm(FOLDER).install().clientOnly().dryRun().debug();
      String output =
          command
              .withDryRunOption(DryRun.CLIENT)
              .withName("remora")
              .withNamespace("remora")
              .withValuesFile(file)
              .call()
              .getOutput();
      return output.substring(output.indexOf("\nNOTES:\n") + "\nNOTES:\n".length());
    } finally {
      Files.delete(file);
    }
  }

  /** What Helm finds in the chart if these were its default values. */
  static LintResult linted(JsonNode values) throws IOException {
    Path copy = Files.createTempDirectory("chart").resolve(FOLDER.getFileName());
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(FOLDER.relativize(file)));
      }
      Files.writeString(
          copy.resolve("values.yaml"), JSON.writeValueAsString(merged(defaults(), values)));
      return new Helm(copy).lint().strict().call();
    } finally {
      try (Stream<Path> files = Files.walk(copy.getParent())) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  static JsonNode defaults() throws IOException {
    return document(FOLDER.resolve("values.yaml"));
  }

  static JsonNode document(Path file) throws IOException {
    return documents(Files.readString(file)).getFirst();
  }

  /** The objects of a text; documents without one are left out. */
  static List<JsonNode> documents(String yaml) {
    List<JsonNode> documents = new ArrayList<>();
    for (Object each : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
      if (each != null) {
        documents.add(JSON.valueToTree(each));
      }
    }
    return documents;
  }

  /** As Helm merges values: maps by their keys, everything else as a whole. */
  static JsonNode merged(JsonNode below, JsonNode above) {
    if (!below.isObject() || !above.isObject()) {
      return above;
    }
    ObjectNode merged = ((ObjectNode) below).deepCopy();
    for (var field : above.properties()) {
      JsonNode before = merged.get(field.getKey());
      merged.set(
          field.getKey(), before == null ? field.getValue() : merged(before, field.getValue()));
    }
    return merged;
  }

  /** Values with one of them set, which dots tell the way to. */
  static JsonNode with(JsonNode values, String path, JsonNode value) {
    JsonNode above = value;
    List<String> steps = List.of(path.split("\\."));
    for (String step : steps.reversed()) {
      above = JSON.createObjectNode().set(step, above);
    }
    return merged(values, above);
  }
}
