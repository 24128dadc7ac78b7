package dev.remora.inject.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.json.JsonReader;
import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.manifest.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The policy by which the API server itself adds the sidecar gives the Pods that the injector
 * gives, evaluated here by an implementation of CEL that is not the API server's.
 */
class AdmissionPolicyTest {
  private static final Path FOLDER = Path.of("..", "deploy", "kustomize", "admission-policy");
  private static final Path SIDECAR =
      Path.of("..", "deploy", "kustomize", "components", "sidecar", "container.yaml");

  /** A Pod in flow style, with room for more annotations, more of its spec, and more containers. */
  private static Map<String, Object> pod(
      String annotations, String spec, String container, String containers) throws Exception {
    String pod =
        """
        metadata:
          name: db
          labels: {remora.dev/inject: "true"}
          annotations: {remora.dev/secret: mysql-exporter%s}
        spec: {%scontainers: [{name: mysql, image: "mysql:8.0", ports: [{containerPort: 3306}]%s}%s]}
        """
            .formatted(annotations, spec, container, containers);
    return Shape.lenientMap(Documents.of(pod).getFirst());
  }

  private static AdmissionPolicy policy() throws Exception {
    return AdmissionPolicy.read(FOLDER.resolve("policy.yaml"));
  }

  private static Settings settings() throws Exception {
    Object sidecar = Documents.of(Files.readString(SIDECAR)).getFirst();
    String image = at(sidecar, "/spec/template/spec/containers/0/image").toString();
    return Settings.defaults(image.substring(image.indexOf(':') + 1), image);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|''|''|''",
        "', remora.dev/username: watcher, remora.dev/secret-key: pw'|''|''|''",
        "', example.org/note: kept'|''|', args: [--max-connections=500]'|', {name: app, image: app}'",
        "''|''|', resources: {limits: {cpu: 1, memory: 1Gi}}'|''",
        "''|''|', resources: {limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 1, memory: 1Gi}}'|''",
        "''|''|', resources: {limits: {cpu: 1, memory: 1Gi}, requests: {memory: 512Mi}}'|''",
        "''|''|', resources: {limits: {memory: 1Gi}}'|''",
        "''|''|', resources: {limits: {cpu: 1, memory: 1Gi}}'|', {name: app, image: app}'",
        "''|'initContainers: [{name: init, image: busybox}], '|', resources: {limits: {cpu: 1, memory: 1Gi}}'|''",
        "', remora.dev/inject: \"yes\"'|'restartPolicy: Always, '|''|''",
      })
  void givesThePodThatTheInjectorGives(
      String annotations, String spec, String container, String containers) throws Exception {
    Map<String, Object> pod = pod(annotations, spec, container, containers);
    Decision decision = Planner.plan(Workload.pod(pod), settings()).decision();

    assertThat(policy().refusal(pod)).isEmpty();
    assertThat(asSent(Edited.with(pod, policy().additions(pod))))
        .isEqualTo(asSent(Edited.with(pod, ((Decision.Inject) decision).additions())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "names-its-secret           | ', remora.dev/secret: \"\"'             | '' | '' | ''",
        "names-a-key-that-can-be    | ', remora.dev/secret-key: \"\"'         | '' | '' | ''",
        "names-a-key-that-can-be    | ', remora.dev/secret-key: \"pass word\"' | '' | '' | ''",
        "names-a-key-that-can-be    | ', remora.dev/secret-key: a/b'          | '' | '' | ''",
        "names-a-key-that-can-be    | ', remora.dev/secret-key: ..'           | '' | '' | ''",
        "asks-for-the-usual-resources | ', remora.dev/memory: 128Mi'        | '' | '' | ''",
        "has-no-resources-as-a-whole | '' | 'resources: {requests: {cpu: 1}}, '              | '' | ''",
        "is-not-switched-off        | ', remora.dev/inject: \"false\"'        | '' | '' | ''",
        "is-no-mirror-of-a-file     | ', kubernetes.io/config.mirror: x'      | '' | '' | ''",
        "asks-for-nothing-else      | ', remora.dev/port: \"9105\"'           | '' | '' | ''",
        "asks-for-nothing-else      | ', remora.dev/sidecar: native'          | '' | '' | ''",
        "asks-for-nothing-else      | ', remora.dev/connection: socket'       | '' | '' | ''",
        "asks-for-nothing-else      | ', remora.dev/scrape: annotations'      | '' | '' | ''",
        "asks-for-nothing-else      | ', remora.dev/status: x'                | '' | '' | ''",
        "has-a-network-of-its-own   | '' | 'hostNetwork: true, '                         | '' | ''",
        "runs-on-linux              | '' | 'os: {name: windows}, '                       | '' | ''",
        "runs-on-linux              | '' | 'nodeSelector: {kubernetes.io/os: windows}, ' | '' | ''",
        "goes-on                    | '' | 'restartPolicy: OnFailure, '                  | '' | ''",
        "has-one-database-at-the-usual-port | '' | '' | '' | ', {name: b, image: mysql, ports: [{containerPort: 3306}]}'",
        "has-no-exporter            | '' | '' | '' | ', {name: mysqld-exporter, image: x}'",
        "has-no-exporter            | '' | '' | '' | ', {name: x, image: \"prom/mysqld-exporter:v0.18\"}'",
        "has-no-exporter            | '' | '' | '' | ', {name: x, image: x, ports: [{containerPort: 9104}]}'",
        "has-no-exporter            | '' | 'initContainers: [{name: mysqld-exporter, image: x}], ' | '' | ''",
        "takes-plain-tcp-there      | '' | '' | ', args: [--skip-networking]' | ''",
        "takes-plain-tcp-there      | '' | '' | ', args: [--port=3307]'       | ''",
        "takes-plain-tcp-there      | '' | '' | ', args: [--port, \"3307\"]'  | ''",
        "takes-plain-tcp-there      | '' | '' | ', args: [-P3307]'            | ''",
        "takes-plain-tcp-there      | '' | '' | ', args: [-P, \"3307\"]'      | ''",
        "takes-plain-tcp-there      | '' | '' | ', args: [\"exec mysqld -P 3307\"]' | ''",
        "takes-plain-tcp-there      | '' | '' | ', command: [mysqld, --require_secure_transport=ON]' | ''",
      })
  void leavesOthersAlone(
      String condition, String annotations, String spec, String container, String containers)
      throws Exception {
    String known = annotations.startsWith(", remora.dev/secret:") ? "" : annotations;
    Map<String, Object> pod = pod(known, spec, container, containers);
    if (known.isEmpty() && !annotations.isEmpty()) {
      pod = Edited.without(pod, List.of(Pointer.of("metadata", "annotations", Names.SECRET)));
    }

    assertThat(policy().refusal(pod)).contains(condition);
  }

  /** It would be overwritten, and taken away with the sidecar. */
  @Test
  void aLabelOfTheUsersStays() throws Exception {
    Addition label = new Addition(Pointer.of("metadata", "labels", Names.INJECTED), "false");

    assertThat(policy().refusal(Edited.with(pod("", "", "", ""), List.of(label))))
        .contains("bears-no-label-of-ours");
  }

  /** Most Pods of a cluster have no annotations, resources, ports or images that say much. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{metadata: {name: db}, spec: {containers: [{name: a}]}}",
        "{metadata: {name: db, annotations: {}}, spec: {containers: [{name: a, image: b}]}}",
      })
  void bearPodsDoNoHarm(String pod) throws Exception {
    assertThat(policy().refusal(Shape.lenientMap(Documents.of(pod).getFirst())))
        .contains("names-its-secret");
  }

  /** A type's name in CEL is the way to it: a wrong one is an error, and the Pod stays without. */
  @Test
  void eachTypeIsNamedByItsPlace() throws Exception {
    assertThat(policy().misplacedTypes()).isEmpty();
  }

  /** Known fields alone: the API server refuses others. */
  @Test
  void hasTheShapeOfItsKind() throws Exception {
    Object policy = Documents.of(Files.readString(FOLDER.resolve("policy.yaml"))).getFirst();
    Object binding = Documents.of(Files.readString(FOLDER.resolve("binding.yaml"))).getFirst();

    for (Object each : List.of(policy, binding)) {
      assertThat(at(each, "/apiVersion")).isEqualTo("admissionregistration.k8s.io/v1");
      assertThat(keys(each, "")).isEqualTo(Set.of("apiVersion", "kind", "metadata", "spec"));
    }
    assertThat(keys(policy, "/spec"))
        .isEqualTo(
            Set.of(
                "failurePolicy",
                "reinvocationPolicy",
                "matchConstraints",
                "matchConditions",
                "variables",
                "mutations"));
    assertThat(keys(policy, "/spec/matchConstraints"))
        .isEqualTo(Set.of("matchPolicy", "resourceRules", "objectSelector", "namespaceSelector"));
    assertThat(keys(policy, "/spec/mutations/0")).isEqualTo(Set.of("patchType", "jsonPatch"));
    assertThat(keys(binding, "/spec")).isEqualTo(Set.of("policyName"));
    assertThat(at(binding, "/spec/policyName")).isEqualTo(at(policy, "/metadata/name"));
  }

  /** What goes wrong in it never keeps a Pod from starting. */
  @Test
  void failsOpen() throws Exception {
    Object policy = Documents.of(Files.readString(FOLDER.resolve("policy.yaml"))).getFirst();

    assertThat(at(policy, "/spec/failurePolicy")).isEqualTo("Ignore");
    assertThat(at(policy, "/spec/matchConstraints/objectSelector/matchLabels"))
        .isEqualTo(Map.of(Names.INJECT, "true"));
  }

  /** Numbers of one kind, whoever made them. */
  private static Object asSent(Map<String, Object> pod) throws Exception {
    return JsonReader.read(JsonWriter.compact(pod));
  }

  private static Object at(Object object, String place) {
    return Pointer.parse(place).in(object).orElseThrow();
  }

  private static Set<String> keys(Object object, String place) {
    Object map = place.isEmpty() ? object : at(object, place);
    return Set.copyOf(new ArrayList<>(Shape.lenientMap(map).keySet()));
  }
}
