package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.util.diff.Delta;
import org.assertj.core.util.diff.DiffUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the Helm chart makes of its values. To write the results anew and then read the diff:
 *
 * <pre>mvn -pl e2e test -Dtest=ChartTest -Dgolden.write=true</pre>
 */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class ChartTest {
  private static final Path CASES = Path.of("src/test/resources/chart");
  private static final String KUBERNETES = "1.33.0";

  /** Keys of users' own, which are no values of the chart's. */
  private static final Set<String> OPEN =
      Set.of("resources.requests", "resources.limits", "selector.matchLabels");

  /** What Helm says of a chart that nothing is wrong with. */
  private static final String NO_ICON = "[INFO] Chart.yaml: icon is recommended";

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "exporter", "webhook", "cert-manager", "everything"})
  void isRenderedToTheByte(String name) throws IOException {
    String rendered = Chart.rendered(values(name), KUBERNETES);

    compare(CASES.resolve(name + ".expected.yaml"), rendered);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "exporter", "webhook", "everything"})
  void saysWhatToDoNext(String name) throws IOException {
    compare(CASES.resolve(name + ".notes.txt"), Chart.notes(values(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "exporter", "webhook", "cert-manager", "everything"})
  void helmFindsNothingWrong(String name) throws IOException {
    assertThat(Chart.linted(values(name)).getMessages()).containsExactly(NO_ICON);
  }

  /**
   * A value to change, what to change it to, and what else has to be set for it to matter.
   *
   * @param set the value first, by its path
   */
  record Change(List<Map.Entry<String, JsonNode>> set) {
    String value() {
      return set.getFirst().getKey();
    }

    @Override
    public String toString() {
      return value();
    }
  }

  static List<Change> changes() throws IOException {
    List<Change> changes = new ArrayList<>();
    for (JsonNode each : Chart.document(CASES.resolve("changes.yaml"))) {
      changes.add(new Change(List.copyOf(each.properties())));
    }
    return changes;
  }

  /** Each value changed once, as the lines that differ from what everything at once gives. */
  @Test
  void eachValueChangesWhatItSays() throws IOException {
    StringBuilder page = new StringBuilder();
    for (Change change : changes()) {
      JsonNode before = values("everything");
      for (var context : change.set().subList(1, change.set().size())) {
        before = Chart.with(before, context.getKey(), context.getValue());
      }
      JsonNode value = change.set().getFirst().getValue();
      JsonNode after = Chart.with(before, change.value(), value);
      List<String> lines =
          difference(Chart.rendered(before, KUBERNETES), Chart.rendered(after, KUBERNETES));
      assertThat(lines).as("%s has no effect", change).isNotEmpty();
      page.append("# %s: %s\n".formatted(change, value));
      lines.forEach(line -> page.append(line).append('\n'));
    }

    compare(CASES.resolve("changes.expected.txt"), page.toString());
  }

  @Test
  void noValueIsForgotten() throws IOException {
    Set<String> changed = new TreeSet<>();
    changes().forEach(each -> changed.add(each.value()));

    assertThat(changed).containsExactlyElementsOf(new TreeSet<>(leaves("", Chart.defaults())));
  }

  @Test
  void eachValueIsExplained() throws IOException {
    JsonNode schema = Chart.document(Chart.FOLDER.resolve("values.schema.json"));

    assertThat(new TreeSet<>(properties(schema, "", schema)))
        .containsAll(leaves("", Chart.defaults()));
  }

  /** A misspelt key would be passed over in silence. */
  @Test
  void theSchemaKnowsAllKeys() throws IOException {
    JsonNode schema = Chart.document(Chart.FOLDER.resolve("values.schema.json"));

    assertThat(maps(schema))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            each -> assertThat(each.path("additionalProperties").asBoolean(true)).isFalse());
  }

  static List<Change> badValues() throws IOException {
    List<Change> changes = new ArrayList<>();
    for (JsonNode each : Chart.document(CASES.resolve("refused.yaml"))) {
      changes.add(new Change(List.copyOf(each.properties())));
    }
    return changes;
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void badValuesAreRefusedByName(Change bad) throws IOException {
    JsonNode values =
        Chart.with(values("everything"), bad.value(), bad.set().getFirst().getValue());
    String told = bad.set().getLast().getValue().asText();

    assertThatThrownBy(() -> Chart.rendered(values, KUBERNETES)).hasMessageContaining(told);
  }

  @Test
  void mistakesAreToldTogether() {
    JsonNode values =
        Chart.documents("exporter: {enabled: true, scrape: {kind: Probe}}").getFirst();

    assertThatThrownBy(() -> Chart.rendered(values, KUBERNETES))
        .hasMessageContaining("exporter.targets is empty: list the databases")
        .hasMessageContaining("exporter.optionFile has neither existingSecret nor text")
        .hasMessageContaining("exporter.scrape.kind is Probe, but exporter.targets is empty");
  }

  @Test
  void aSectionThatIsNotThereIsTold() {
    JsonNode values =
        Chart.documents(
                """
                exporter:
                  enabled: true
                  targets: [{address: db1, authModule: client.a}, {address: db2}]
                  optionFile: {text: "[client]\\npassword=hunter2\\n[client-a]\\n"}
                """)
            .getFirst();

    assertThatThrownBy(() -> Chart.rendered(values, KUBERNETES))
        .hasMessageContaining("db1 logs in by [client.a], which exporter.optionFile.text")
        .hasMessageNotContaining("db2")
        .hasMessageNotContaining("hunter2");
  }

  /** From 2024 on, the release's name and all texts are numbers as soon as nobody quotes them. */
  @ParameterizedTest
  @ValueSource(strings = {"ScrapeConfig", "Probe"})
  void aTextStaysAText(String kind) throws IOException {
    JsonNode values =
        Chart.with(
            Chart.merged(values("everything"), values("numbers")),
            "exporter.scrape.kind",
            TextNode.valueOf(kind));

    String rendered = Chart.rendered("2024", "2025", values, KUBERNETES);

    assertThat(scalars(Chart.documents(rendered)))
        .contains(TextNode.valueOf("2024"), TextNode.valueOf("2031"))
        .noneMatch(each -> each.isNumber() && each.asInt() / 100 == 20);
  }

  private static List<JsonNode> scalars(Iterable<JsonNode> values) {
    List<JsonNode> scalars = new ArrayList<>();
    for (JsonNode each : values) {
      scalars.addAll(each.isContainerNode() ? scalars(each) : List.of(each));
    }
    return scalars;
  }

  /** Of two labels with one key, which goes? None of these stands twice, and ours is ours. */
  @Test
  void noLabelStandsTwice() throws IOException {
    JsonNode values = values("everything");
    for (String labels :
        List.of(
            "exporter.podLabels",
            "exporter.scrape.labels",
            "sidecars.podMonitor.labels",
            "rules.labels",
            "webhook.podLabels",
            "webhook.podMonitor.labels")) {
      values = Chart.with(values, labels + ".team", TextNode.valueOf("special"));
    }

    String rendered = Chart.rendered(values, KUBERNETES);

    // The reader of YAML refuses a key that stands twice.
    assertThat(places(rendered, "Deployment", "/spec/template/metadata/labels/team"))
        .containsOnly(TextNode.valueOf("special"));
    assertThat(places(rendered, "Deployment", "/metadata/labels/team"))
        .containsOnly(TextNode.valueOf("databases"));
  }

  /** What the restricted level of Pod security asks for, and a read-only root besides. */
  @Test
  void noPodHasRights() throws IOException {
    int seen = 0;
    for (JsonNode each : Chart.documents(Chart.rendered(values("everything"), KUBERNETES))) {
      if (!each.path("kind").asText().equals("Deployment")) {
        continue;
      }
      seen++;
      JsonNode pod = each.at("/spec/template/spec");
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      assertThat(pod.at("/securityContext/seccompProfile/type").asText())
          .isEqualTo("RuntimeDefault");
      JsonNode security = pod.at("/containers/0/securityContext");
      assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
      assertThat(pod.at("/containers/0/resources/limits/memory").isMissingNode()).isFalse();
    }
    assertThat(seen).isEqualTo(2);
  }

  /** Before 1.21 there are no disruption budgets of version 1. */
  @Test
  void budgetsAreOfAVersionThatTheClusterHas() throws IOException {
    assertThat(Chart.rendered(values("webhook"), "1.20.2")).contains("policy/v1beta1\n");
    assertThat(Chart.rendered(values("webhook"), "1.21.0-eks-1")).contains("policy/v1\n");
  }

  /** The chart and the kustomization are two ways to the same objects. */
  @ParameterizedTest
  @CsvSource({
    "webhook,      base/webhook-configuration.yaml, MutatingWebhookConfiguration, /webhooks",
    "webhook,      base/disruption-budget.yaml,     PodDisruptionBudget,          /spec/maxUnavailable",
    "webhook,      base/service.yaml,               Service,                      /spec/ports",
    "webhook,      self-signed/rights.yaml,         Secret,                       /metadata/name",
    "webhook,      self-signed/rights.yaml,         Role,                         /rules",
    "webhook,      self-signed/rights.yaml,         RoleBinding,                  /subjects",
    "webhook,      self-signed/rights.yaml,         ClusterRole,                  /rules",
    "webhook,      self-signed/rights.yaml,         ClusterRoleBinding,           /roleRef",
    "cert-manager, cert-manager/certificate.yaml,   Certificate,                  /spec",
    "cert-manager, cert-manager/certificate.yaml,   Issuer,                       /spec",
    "cert-manager, network-policy/network-policy.yaml, NetworkPolicy,             /spec/ingress",
    "cert-manager, cert-manager/authority.yaml,     MutatingWebhookConfiguration, /metadata/annotations",
    "webhook,      base/deployment.yaml,            Deployment,                   /spec/replicas",
    "webhook,      base/deployment.yaml,            Deployment,                   /spec/strategy",
    "webhook,      base/deployment.yaml,            Deployment, /spec/template/spec/securityContext",
    "webhook,      base/deployment.yaml,            Deployment, /spec/template/spec/priorityClassName",
    "webhook,      base/deployment.yaml,            Deployment, /spec/template/spec/containers/0/image",
    "webhook,      base/deployment.yaml,            Deployment, /spec/template/spec/containers/0/env",
    "webhook,      base/deployment.yaml,            Deployment, /spec/template/spec/containers/0/ports",
    "webhook,      base/deployment.yaml,            Deployment, /spec/template/spec/containers/0/resources",
    "webhook,      base/deployment.yaml,            Deployment, /spec/template/spec/containers/0/livenessProbe",
    "webhook,      base/deployment.yaml,            Deployment, /spec/template/spec/containers/0/readinessProbe",
    "webhook,      base/deployment.yaml,            Deployment, /spec/template/spec/containers/0/securityContext",
  })
  void isTheWebhookOfTheKustomization(String values, String file, String kind, String place)
      throws IOException {
    Path manifest = Images.KUSTOMIZE.resolve("webhook").resolve(file);

    List<JsonNode> ours = places(Chart.rendered(values(values), KUBERNETES), kind, place);

    assertThat(ours).isNotEmpty().noneMatch(JsonNode::isMissingNode);
    assertThat(ours).isEqualTo(places(Files.readString(manifest), kind, place));
  }

  /** A place in each object of a kind. */
  private static List<JsonNode> places(String objects, String kind, String place) {
    return Chart.documents(objects).stream()
        .filter(each -> each.path("kind").asText().equals(kind))
        .map(each -> each.at(place))
        .toList();
  }

  private static JsonNode values(String name) throws IOException {
    return Chart.document(CASES.resolve(name + ".values.yaml"));
  }

  private static void compare(Path golden, String now) throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, now);
    }
    assertThat(now).isEqualTo(Files.readString(golden));
  }

  private static List<String> difference(String before, String after) {
    List<String> lines = new ArrayList<>();
    for (Delta<String> delta :
        DiffUtils.diff(before.lines().toList(), after.lines().toList()).getDeltas()) {
      delta.getOriginal().getLines().forEach(line -> lines.add("- " + line));
      delta.getRevised().getLines().forEach(line -> lines.add("+ " + line));
    }
    return lines;
  }

  /** The paths of all values that hold no other value of the chart's. */
  private static Set<String> leaves(String path, JsonNode values) {
    Set<String> leaves = new HashSet<>();
    if (!values.isObject() || values.isEmpty() || OPEN.stream().anyMatch(path::endsWith)) {
      leaves.add(path);
    } else {
      for (var field : values.properties()) {
        String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
        leaves.addAll(leaves(below, field.getValue()));
      }
    }
    return leaves;
  }

  /** The schemas of maps whose keys are the chart's. */
  private static List<JsonNode> maps(JsonNode schema) {
    List<JsonNode> maps = new ArrayList<>();
    if (schema.path("properties").isObject()) {
      maps.add(schema);
    }
    schema.forEach(each -> maps.addAll(maps(each)));
    return maps;
  }

  /** The paths of all properties that a schema names. */
  private static Set<String> properties(JsonNode root, String path, JsonNode schema) {
    Set<String> paths = new HashSet<>();
    JsonNode here = schema;
    if (here.has("$ref")) {
      here = root.at(here.get("$ref").asText().substring(1));
    }
    paths.add(path);
    for (var field : here.path("properties").properties()) {
      String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      paths.addAll(properties(root, below, field.getValue()));
    }
    return paths;
  }
}
