package dev.remora.inject.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is added never makes a Pod one that the API server refuses. */
class HarmlessPodTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "remora.dev/secret: db, remora.dev/secret-key: ''          | remora.dev/secret-key is \"\"",
        "remora.dev/secret: db, remora.dev/secret-key: 'pass word' | remora.dev/secret-key is \"pass word\"",
        "remora.dev/secret: db, remora.dev/secret-key: a/b         | remora.dev/secret-key is \"a/b\"",
        "remora.dev/secret: db, remora.dev/secret-key: ..          | remora.dev/secret-key is \"..\"",
        "remora.dev/secret: db, remora.dev/secret-key: ..x         | remora.dev/secret-key is \"..x\"",
        "remora.dev/secret: db, remora.dev/secret-user-key: 'a b'  | remora.dev/secret-user-key is \"a b\"",
        "remora.dev/secret: My Secret                              | remora.dev/secret is \"My Secret\"",
        "remora.dev/secret: db/                                    | remora.dev/secret is \"db/\"",
      })
  void whatNoSecretCanHaveIsNotCopied(String annotations, String text) throws Exception {
    Decision decision =
        Planned.of("annotations: {%s}".formatted(annotations.replace("'", "\"")), "", Planned.ROOT);

    assertThat(Planned.reason(decision)).contains(Reason.INVALID_ANNOTATION);
    assertThat(decision.text()).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "remora.dev/secret: db.of-shop1, remora.dev/secret-key: .my_Key-1.txt",
        "remora.dev/secret: db, remora.dev/secret-user-key: user",
        "remora.dev/secret: '', remora.dev/secret-user-key: ''",
      })
  void whatASecretCanHaveIs(String annotations) throws Exception {
    assertThat(Planned.of("annotations: {%s}".formatted(annotations), "", Planned.ROOT))
        .isInstanceOf(Decision.Inject.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/run/mysqld", "/var/run/mysqld", "/run/mysqld/"})
  void aPathIsMountedOnce(String folder) throws Exception {
    String container =
        """
        env: [{name: MYSQL_ROOT_PASSWORD_FILE, value: /run/mysqld/root.pw}],
        args: [--skip-networking],
        volumeMounts: [{name: run, mountPath: %s, mountPropagation: Bidirectional}]
        """
            .formatted(folder);

    Map<String, Object> sidecar =
        Planned.sidecar(Planned.of("", "volumes: [{name: run, emptyDir: {}}]", container));

    assertThat(sidecar.get("volumeMounts"))
        .isEqualTo(List.of(Map.of("name", "run", "mountPath", folder, "readOnly", true)));
    assertThat(sidecar.get("args")).asString().contains("unix://" + folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requests: {cpu: 1, memory: 1Gi}                               | false | false",
        "limits: {cpu: 1, memory: 1Gi}                                 | false | false",
        "requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 1, memory: 1Gi} | false | false",
        "requests: {cpu: 1}                                            | false | true",
        "limits: {memory: 1Gi}                                         | true  | false",
        "requests: {hugepages-2Mi: 2Mi}                                | true  | true",
      })
  void whatThePodHasAsAWholeIsNotAskedForAgain(String shared, boolean cpu, boolean memory)
      throws Exception {
    String container =
        Planned.ROOT
            + ", resources: {requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 1, memory: 1Gi}}";

    Decision decision = Planned.of("", "resources: {%s}".formatted(shared), container);

    Map<String, Object> resources = Shape.lenientMap(Planned.sidecar(decision).get("resources"));
    for (String amounts : List.of("requests", "limits")) {
      Map<String, Object> map = Shape.lenientMap(resources.get(amounts));
      assertThat(map.containsKey("cpu")).as(amounts).isEqualTo(cpu);
      assertThat(map.containsKey("memory")).as(amounts).isEqualTo(memory);
    }
    assertThat(resources.isEmpty()).isEqualTo(!cpu && !memory);
  }

  /** A LimitRange may want more of a container than ours asks for, or less. */
  @ParameterizedTest
  @CsvSource({
    "50m, 128Mi, 50m, 50m, 128Mi, 128Mi",
    "20m:200m, 128Mi:0.5Gi, 20m, 200m, 128Mi, 0.5Gi",
  })
  void itsResourcesCanBeChosen(
      String cpu, String memory, String asked, String most, String askedMemory, String mostMemory)
      throws Exception {
    Decision decision =
        Planned.of(
            "annotations: {remora.dev/cpu: \"%s\", remora.dev/memory: \"%s\"}"
                .formatted(cpu, memory),
            "",
            Planned.ROOT);

    assertThat(Planned.sidecar(decision).get("resources"))
        .isEqualTo(
            Map.of(
                "requests", Map.of("cpu", asked, "memory", askedMemory),
                "limits", Map.of("cpu", most, "memory", mostMemory)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu: 2:1", "cpu: ''", "memory: 64MB", "memory: 0"})
  void resourcesThatNoContainerCanHaveAreNot(String amount) throws Exception {
    String annotation = "remora.dev/" + amount.replace(": ", ": \"") + "\"";

    Decision decision =
        Planned.of("annotations: {%s}".formatted(annotation.replace("'", "")), "", Planned.ROOT);

    assertThat(Planned.reason(decision)).contains(Reason.INVALID_ANNOTATION);
  }

  /** A number of a size that no machine has is no reason to fail. */
  @Test
  void oddQuantitiesAreNoFault() throws Exception {
    String container = Planned.ROOT + ", resources: {limits: {cpu: 1e-2147483647m, memory: 1Gi}}";

    assertThat(Planned.of("", "", container)).isInstanceOf(Decision.Inject.class);
  }
}
