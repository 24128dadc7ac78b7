package dev.remora.inject.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No sidecar keeps a Pod from starting or from ending, unless somebody asked for that one. */
class SidecarKindTest {
  private static final String OF_A_JOB = "ownerReferences: [{kind: Job, name: j}]";
  private static final String OF_A_SET = "ownerReferences: [{kind: ReplicaSet, name: r}]";
  private static final String WITH_A_NATIVE_ONE =
      "initContainers: [{name: proxy, image: p, restartPolicy: Always}]";
  private static final String WITH_ONE_THAT_ENDS = "initContainers: [{name: init, image: i}]";

  @ParameterizedTest
  @CsvSource({
    "'', auto, native_sidecar_needed",
    "1.28, auto, native_sidecar_needed",
    "1.29, auto, initContainers",
    "'', classic, native_sidecar_needed",
    "1.33, classic, native_sidecar_needed",
    "'', native, initContainers",
    "1.28, native, initContainers",
  })
  void ofAJob(String version, String asked, String result) throws Exception {
    assertThat(result(OF_A_JOB, "", version, asked)).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "'', auto, containers",
    "1.28, auto, containers",
    "1.33, auto, containers",
    "'', classic, containers",
    "'', native, initContainers",
  })
  void ofAPodThatGoesOn(String version, String asked, String result) throws Exception {
    assertThat(result(OF_A_SET, "", version, asked)).isEqualTo(result);
  }

  /**
   * Whoever owns it, and if nobody does: its containers are not all to run for ever, or it would
   * have the policy that all other workloads must have.
   */
  @ParameterizedTest
  @CsvSource({
    "'ownerReferences: [{kind: Workflow, name: w}]', Never",
    "'ownerReferences: [{kind: TaskRun, name: t}]', Never",
    "'ownerReferences: [{kind: SparkApplication, name: s}]', OnFailure",
    "'', Never",
    "'', OnFailure",
  })
  void ofAPodWhosePolicyLetsItEnd(String metadata, String policy) throws Exception {
    String spec = "restartPolicy: " + policy;

    assertThat(result(metadata, spec, "", "auto")).isEqualTo("native_sidecar_needed");
    assertThat(result(metadata, spec, "1.29", "auto")).isEqualTo("initContainers");
    assertThat(result(metadata, spec, "1.33", "classic")).isEqualTo("native_sidecar_needed");
    assertThat(result(metadata, spec, "", "native")).isEqualTo("initContainers");
    assertThat(Planned.of(metadata, spec, Planned.ROOT).text()).contains("restartPolicy", policy);
  }

  /** A database of a custom kind's, which makes its Pods itself. */
  @ParameterizedTest
  @CsvSource({"'ownerReferences: [{kind: Shard, name: s}]'", "''"})
  void ofAPodWhosePolicySaysThatItGoesOn(String metadata) throws Exception {
    assertThat(result(metadata, "restartPolicy: Always", "", "auto")).isEqualTo("containers");
  }

  /** Before 1.29 the API server drops the field that makes one: where it stands, it is known. */
  @ParameterizedTest
  @CsvSource({"auto, initContainers", "classic, native_sidecar_needed"})
  void aNativeOneThatIsThereTellsThatTheClusterKnowsThem(String asked, String result)
      throws Exception {
    assertThat(result(OF_A_JOB, WITH_A_NATIVE_ONE, "", asked)).isEqualTo(result);
  }

  @Test
  void anInitContainerThatEndsTellsNothing() throws Exception {
    assertThat(result(OF_A_JOB, WITH_ONE_THAT_ENDS, "", "auto")).isEqualTo("native_sidecar_needed");
  }

  @Test
  void anAnnotationIsAWord() throws Exception {
    String metadata = OF_A_JOB + ", annotations: {remora.dev/sidecar: native}";

    assertThat(result(metadata, "", "", "auto")).isEqualTo("initContainers");
  }

  @Test
  void theTextTellsWhatToDo() throws Exception {
    Map<String, Object> pod = Planned.pod(OF_A_JOB, "", Planned.ROOT);
    Settings old = Planned.SETTINGS.with(KubernetesVersion.parse("1.27.3").orElseThrow());

    assertThat(Planned.of(pod, Planned.SETTINGS).text())
        .contains("nobody said which", "--kubernetes=VERSION", "remora.dev/sidecar: native");
    assertThat(Planned.of(pod, old).text()).contains("the cluster has 1.27");
  }

  /** Who knows the cluster need not be warned of it. */
  @Test
  void warnsWhereItMayNeverStart() throws Exception {
    Map<String, Object> pod = Planned.pod(OF_A_JOB, "", Planned.ROOT);
    Settings asked = settings("", "native");
    Settings known = settings("1.30", "native");

    assertThat(((Decision.Inject) Planned.of(pod, asked)).warnings().toString())
        .contains("before, the Pod never starts");
    assertThat(((Decision.Inject) Planned.of(pod, known)).warnings().toString())
        .doesNotContain("never starts");
  }

  /** The list that the sidecar is put into, or the reason why it is put into none. */
  private static String result(String metadata, String spec, String version, String asked)
      throws Exception {
    Map<String, Object> pod = Planned.pod(metadata, spec, Planned.ROOT);
    Decision decision = Planned.of(pod, settings(version, asked));
    return decision instanceof Decision.Inject inject
        ? inject.additions().getFirst().path().steps().get(1)
        : Planned.reason(decision).orElseThrow().id();
  }

  private static Settings settings(String version, String asked) {
    Choices choices =
        Choices.DEFAULTS.with(Choices.Placement.valueOf(asked.toUpperCase(Locale.ROOT)));
    return Planned.SETTINGS
        .with(choices)
        .with(KubernetesVersion.parse(version).orElse(KubernetesVersion.UNKNOWN));
  }
}
