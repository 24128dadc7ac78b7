package dev.remora.inject.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.manifest.Documents;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LikenessTest {
  private static final String SIDECAR =
      "{name: s, image: i, args: [--a, --b], env: [{name: x, value: y}, {name: p, value: q}],"
          + " ports: [{name: m, containerPort: 1}], resources: {limits: {cpu: 1}},"
          + " livenessProbe: {httpGet: {path: /, port: m}, timeoutSeconds: 5},"
          + " securityContext: {runAsNonRoot: true}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image: i                  | image: i, imagePullPolicy: Always, terminationMessagePath: /t | true",
        "containerPort: 1          | containerPort: 1, protocol: TCP, hostPort: 1 | true",
        "path: /                   | path: /, scheme: HTTP | true",
        "timeoutSeconds: 5         | timeoutSeconds: 5, periodSeconds: 10, failureThreshold: 3 | true",
        "runAsNonRoot: true        | runAsNonRoot: true, procMount: Default | true",
        "'{name: x, value: y}, {name: p, value: q}' | '{name: p, value: q}, {name: x, value: y}' | true",
        "timeoutSeconds: 5         | periodSeconds: 10 | false",
        "timeoutSeconds: 5         | timeoutSeconds: 6 | false",
        "path: /                   | path: /x | false",
        "'--a, --b'                | '--b, --a' | false",
        "'--a, --b'                | '--a' | false",
        "'--a, --b'                | '--a, --b, --c' | false",
        "image: i                  | 'image: i, restartPolicy: Always' | false",
        "image: i                  | 'image: i, volumeMounts: [{name: v, mountPath: /v}]' | false",
        "image: i                  | 'image: i, volumeMounts: []' | true",
        "runAsNonRoot: true        | 'runAsNonRoot: true, runAsUser: 7' | false",
        "cpu: 1                    | 'cpu: 1, memory: 1' | false",
        "cpu: 1                    | cpu: 1000m | true",
        "cpu: 1                    | cpu: 1001m | false",
        "cpu: 1                    | memory: 1 | false",
        "', {name: p, value: q}'   | '' | false",
        "value: y                  | valueFrom: {} | false",
      })
  void whatTheClusterAddsIsNoDifference(String written, String found, boolean same)
      throws Exception {
    assertThat(SIDECAR).contains(written);
    Object sidecar = Documents.of(SIDECAR).getFirst();
    Object other = Documents.of(SIDECAR.replace(written, found)).getFirst();

    assertThat(Likeness.isWritten(sidecar, other)).isEqualTo(same);
    assertThat(Likeness.isWritten(sidecar, sidecar)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"'resources: {}, ', true", "'', true", "'resources: {limits: {cpu: 1}}, ', false"})
  void noResourcesComeBackAsNothing(String resources, boolean same) throws Exception {
    Object sidecar = Documents.of("{name: s, image: i}").getFirst();
    Object other = Documents.of("{name: s, %simage: i}".formatted(resources)).getFirst();

    assertThat(Likeness.isWritten(sidecar, other)).isEqualTo(same);
  }
}
