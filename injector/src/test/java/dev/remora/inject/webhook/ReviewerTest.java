package dev.remora.inject.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.remora.inject.json.JsonNull;
import dev.remora.inject.json.JsonReader;
import dev.remora.inject.manifest.PatchedObject;
import dev.remora.inject.plan.Addition;
import dev.remora.inject.plan.Edited;
import dev.remora.inject.plan.KubernetesVersion;
import dev.remora.inject.plan.Names;
import dev.remora.inject.plan.Pointer;
import dev.remora.inject.plan.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a review holds, it is allowed, and what is not understood is told. */
class ReviewerTest {
  // Far more than any of it takes; a hang would be for ever.
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Map<String, String> ASKED = Map.of(Names.INJECT, "true");

  private final Reviewer reviewer =
      new Reviewer(Settings.defaults("0.1.0", "remora:0.1.0"), Set.of("kube-system", "remora"));

  private static String with(Map<String, Object> request, String key, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(request);
    changed.put(key, value);
    return Reviews.review(changed);
  }

  static Stream<Arguments> skips() {
    Map<String, Object> request = Reviews.request(Reviews.mysql(ASKED));
    return Stream.of(
        arguments("not_a_creation", with(request, "operation", "UPDATE")),
        arguments("not_a_creation", with(request, "operation", List.of())),
        arguments("not_a_creation", with(request, "operation", JsonNull.NULL)),
        arguments("not_a_pod_workload", with(request, "kind", Map.of("kind", "Service"))),
        arguments("not_a_pod_workload", with(request, "kind", "Pod")),
        arguments("not_a_pod_workload", with(request, "subResource", "ephemeralcontainers")),
        arguments("not_a_pod_workload", with(request, "object", JsonNull.NULL)),
        arguments("not_a_pod_workload", with(request, "object", "a Pod")),
        arguments("excluded_namespace", with(request, "namespace", "kube-system")),
        arguments("excluded_namespace", with(request, "namespace", "remora")),
        arguments("no_mysql_container", with(request, "object", Map.of())),
        arguments("no_mysql_container", with(request, "object", Map.of("spec", JsonNull.NULL))),
        arguments("malformed_pod", with(request, "object", Map.of("spec", List.of()))),
        arguments("malformed_pod", with(request, "object", Map.of("metadata", 7))),
        arguments(
            "malformed_pod",
            with(request, "object", Map.of("spec", Map.of("containers", List.of(7))))),
        arguments("needs_credentials", with(request, "object", Reviews.secretive(Map.of()))));
  }

  @ParameterizedTest
  @MethodSource("skips")
  void aSkipIsAllowedAndTellsItsReason(String reason, String review) throws Exception {
    String answer = reviewer.review(review).json();

    assertThat(Reviews.response(answer).get("allowed")).isEqualTo(true);
    assertThat(Reviews.response(answer).get("uid")).isEqualTo(Reviews.UID);
    assertThat(Pointer.of("auditAnnotations", "reason").in(Reviews.response(answer)))
        .contains(reason);
  }

  static Stream<Arguments> failures() {
    String review = Reviews.of(Reviews.mysql(ASKED));
    String deep = "[".repeat(300) + "]".repeat(300);
    String many = "[" + "0,".repeat(200_000) + "0]";
    return Stream.of(
        arguments("another version", Reviews.UID, review.replace("k8s.io/v1", "k8s.io/v1beta1")),
        arguments("a number for a version", "", "{\"kind\":\"AdmissionReview\",\"apiVersion\":1}"),
        arguments("no request", "", "{\"kind\":\"AdmissionReview\"}"),
        arguments("a text for a request", "", "{\"kind\":\"AdmissionReview\",\"request\":\"\"}"),
        arguments("no uid", "", review.replace(Reviews.UID, "")),
        arguments("a map for a uid", "", review.replace("\"" + Reviews.UID + "\"", "{}")),
        arguments("too deep", Reviews.UID, review.replace("\"mysql\"", deep)),
        arguments("too many values", Reviews.UID, review.replace("\"mysql\"", many)),
        arguments("a key twice", Reviews.UID, review.replace("\"spec\":", "\"kind\":1,\"spec\":")),
        arguments("an open end", Reviews.UID, review.substring(0, review.length() - 9)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void whatCannotBeReadIsAllowed(String what, String uid, String review) throws Exception {
    String answer = assertTimeoutPreemptively(PATIENCE, () -> reviewer.review(review)).json();

    Map<?, ?> response = Reviews.response(answer);
    assertThat(response.get("allowed")).as(what).isEqualTo(true);
    assertThat(response.get("uid")).isEqualTo(uid);
    assertThat(response.get("warnings")).asString().contains("remora: ");
    assertThat(Reviews.operations(answer)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void whatIsNoReviewIsToldSo(String text) {
    assertThatThrownBy(() -> reviewer.review(text))
        .isInstanceOf(NoReviewException.class)
        .hasMessageContaining("no ");
  }

  static Stream<String> whatIsNoReviewIsToldSo() {
    return Stream.of(
        "", "{}", "null", "[]", "7", "{\"kind\":\"Pod\"}", "kind: AdmissionReview", "{");
  }

  @Test
  void aPatchOnlyAdds() throws Exception {
    Map<String, Object> pod = Reviews.mysql(ASKED);

    String answer = reviewer.review(Reviews.of(pod)).json();

    assertThat(Reviews.response(answer).get("patchType")).isEqualTo("JSONPatch");
    assertThat(Reviews.operations(answer))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(((Map<?, ?>) each).get("op")).isEqualTo("add"));
  }

  /** Another webhook may change the Pod after us, and the API server then asks again. */
  @Test
  void whoeverIsAskedAgainAddsNothing() throws Exception {
    for (Map<String, Object> pod : List.of(Reviews.mysql(ASKED), Reviews.secretive(ASKED))) {
      Object once = patched(pod, reviewer.review(Reviews.of(pod)).json());
      String again = reviewer.review(Reviews.of(once)).json();

      assertThat(once).isNotEqualTo(pod);
      assertThat(Reviews.operations(again)).isEmpty();
    }
  }

  @Test
  void thePodSaysWhyItHasNoSidecar() throws Exception {
    Map<String, Object> pod = Reviews.secretive(ASKED);

    Answer answer = reviewer.review(Reviews.of(pod));

    assertThat(
            Pointer.of("metadata", "annotations", Names.SKIP_REASON)
                .in(patched(pod, answer.json())))
        .hasValueSatisfying(
            reason -> assertThat(reason.toString()).startsWith("needs_credentials: "));
    assertThat(answer.json()).contains("\"warnings\":[\"remora: no sidecar, needs_credentials: ");
  }

  /** A database may be added by another webhook, after which we are asked again. */
  @Test
  void thePodSaysNothingOnceItHasASidecar() throws Exception {
    Map<String, Object> empty = Map.of("metadata", Map.of("labels", ASKED));
    Map<?, ?> remarked = (Map<?, ?>) patched(empty, reviewer.review(Reviews.of(empty)).json());
    Pointer remark = Pointer.of("metadata", "annotations", Names.SKIP_REASON);
    Map<String, Object> pod = Reviews.mysql(ASKED);
    pod.put("metadata", remarked.get("metadata"));

    Object made = patched(pod, reviewer.review(Reviews.of(pod)).json());

    assertThat(remark.in(remarked)).asString().contains("no_mysql_container");
    assertThat(Pointer.of("metadata", "annotations", Names.STATUS).in(made)).isPresent();
    assertThat(remark.in(made)).contains("");
    assertThat(Reviews.operations(reviewer.review(Reviews.of(made)).json())).isEmpty();
  }

  /** As if somebody else had added our sidecar between two calls. */
  @Test
  void thePodSaysNothingWhereASidecarIsThereAlready() throws Exception {
    Map<String, Object> pod = Reviews.mysql(ASKED);
    Object made = patched(pod, reviewer.review(Reviews.of(pod)).json());
    Pointer remark = Pointer.of("metadata", "annotations", Names.SKIP_REASON);
    Map<String, Object> remarked =
        Edited.with(Plain.map(made), List.of(new Addition(remark, "no_mysql_container: none")));

    Object again = patched(remarked, reviewer.review(Reviews.of(remarked)).json());

    assertThat(remark.in(again)).contains("");
    assertThat(Reviews.operations(reviewer.review(Reviews.of(again)).json())).isEmpty();
  }

  /** In a namespace that asked, most Pods have no database, and need no word of ours. */
  @Test
  void aPodThatHasNoDatabaseIsToldOnlyIfItAsked() throws Exception {
    Map<String, Object> asked = Map.of("metadata", Map.of("labels", ASKED));
    Map<String, Object> other = Map.of("metadata", Map.of());

    assertThat(Reviews.operations(reviewer.review(Reviews.of(asked)).json())).hasSize(1);
    assertThat(Reviews.operations(reviewer.review(Reviews.of(other)).json())).isEmpty();
  }

  /** A classic sidecar would keep it from ending, and a native one an old one from starting. */
  @ParameterizedTest
  @CsvSource({"Job, Never", "Job, Always", "Workflow, OnFailure", "'', Never"})
  void aPodThatEndsGetsANativeSidecarWhereTheClusterKnowsThem(String owner, String policy)
      throws Exception {
    Settings settings = Settings.defaults("0.1.0", "remora:0.1.0");
    Reviewer knowing = new Reviewer(settings.with(new KubernetesVersion(1, 29)), Set.of());
    Map<String, Object> pod = Reviews.mysql(ASKED);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("labels", ASKED);
    if (!owner.isEmpty()) {
      metadata.put("ownerReferences", List.of(Map.of("kind", owner, "name", "j")));
    }
    pod.put("metadata", metadata);
    Map<String, Object> spec = new LinkedHashMap<>(Plain.map(pod.getOrDefault("spec", Map.of())));
    spec.put("restartPolicy", policy);
    pod.put("spec", spec);

    Object made = patched(pod, knowing.review(Reviews.of(pod)).json());
    Object left = patched(pod, reviewer.review(Reviews.of(pod)).json());

    assertThat(Pointer.parse("/spec/initContainers/0/restartPolicy").in(made)).contains("Always");
    assertThat(Pointer.parse("/spec").in(left)).isEqualTo(Pointer.parse("/spec").in(pod));
    assertThat(Pointer.of("metadata", "annotations", Names.SKIP_REASON).in(left))
        .hasValueSatisfying(
            reason -> assertThat(reason.toString()).startsWith("native_sidecar_needed: "));
  }

  @Test
  void textsOfStrangersAreCut() throws Exception {
    Map<String, Object> pod = Reviews.mysql(ASKED);
    pod.put(
        "metadata",
        Map.of("labels", ASKED, "annotations", Map.of("remora.dev/port", "x".repeat(200_000))));

    Answer answer = reviewer.review(Reviews.of(pod));

    assertThat(answer.outcome()).isInstanceOf(Outcome.Skipped.class);
    assertThat(answer.json()).hasSizeLessThan(8_000);
  }

  /** Neither names nor the values of variables have been looked at by anybody before us. */
  @Test
  void textsOfStrangersAreCutWhereASidecarIsAdded() throws Exception {
    String much = "x".repeat(200_000);
    Map<String, Object> pod = Reviews.mysql(ASKED);
    pod.put(
        "metadata",
        Map.of(
            "labels",
            ASKED,
            "name",
            much,
            "ownerReferences",
            List.of(Map.of("kind", "ReplicaSet", "name", much))));
    Map<String, Object> named = Map.of("name", much, "image", "mysql:8.0");
    Map<String, Object> password =
        Map.of(
            "name",
            "MYSQL_ROOT_PASSWORD",
            "valueFrom",
            Map.of("secretKeyRef", Map.of("name", "s", "key", "k")));
    Map<String, Object> container = new LinkedHashMap<>(named);
    container.put("env", List.of(password));
    pod.put("spec", Map.of("containers", List.of(container)));

    Answer answer = reviewer.review(Reviews.of(pod));

    assertThat(answer.outcome()).isInstanceOf(Outcome.Injected.class);
    assertThat(answer.outcome().text()).hasSizeLessThan(1_100);
    assertThat(answer.subject().name()).hasSizeLessThan(1_100);
    assertThat(answer.subject().owner()).hasSizeLessThan(1_100);
  }

  @Test
  void anAnswerNeverTellsAPassword() throws Exception {
    Map<String, Object> pod = Reviews.mysql(ASKED);
    pod.put(
        "spec",
        Map.of(
            "containers",
            List.of(
                Map.of(
                    "name",
                    "mysql",
                    "image",
                    "mysql:8.0",
                    "env",
                    List.of(Map.of("name", "MYSQL_ROOT_PASSWORD", "value", "hunter2"))))));

    Answer answer = reviewer.review(Reviews.of(pod));

    assertThat(answer.outcome().text()).isNotEmpty();
    assertThat(answer.toString()).contains("literal_password").doesNotContain("hunter2");
  }

  private static Object patched(Map<String, Object> pod, String answer) throws Exception {
    Object plain = JsonReader.read(dev.remora.inject.json.JsonWriter.compact(pod));
    return PatchedObject.at(plain, Pointer.ROOT, Reviews.operations(answer));
  }
}
