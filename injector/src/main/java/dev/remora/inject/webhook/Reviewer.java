package dev.remora.inject.webhook;

import dev.remora.inject.json.JsonException;
import dev.remora.inject.json.JsonReader;
import dev.remora.inject.plan.Addition;
import dev.remora.inject.plan.Decision;
import dev.remora.inject.plan.Names;
import dev.remora.inject.plan.Planner;
import dev.remora.inject.plan.Pointer;
import dev.remora.inject.plan.Reason;
import dev.remora.inject.plan.Settings;
import dev.remora.inject.plan.ShapeException;
import dev.remora.inject.plan.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads an AdmissionReview and answers it. It knows no more of a Pod than the planner does: what it
 * does not know it does not touch, since only additions leave it.
 */
public final class Reviewer {
  static final String KIND = "AdmissionReview";
  static final String API_VERSION = "admission.k8s.io/v1";

  // Far more than the largest Pods hold; at 100 bytes each, a quarter of the heap.
  private static final int MOST_VALUES = 50_000;
  private static final Pointer SKIP_REASON =
      Pointer.of("metadata", "annotations", Names.SKIP_REASON);
  private static final Pointer LABEL = Pointer.of("metadata", "labels", Names.INJECT);

  private final Settings settings;
  private final Set<String> excluded;

  /**
   * One for a cluster.
   *
   * @param settings what is added where annotations say nothing
   * @param excluded namespaces whose Pods are let alone
   */
  public Reviewer(Settings settings, Set<String> excluded) {
    this.settings = settings;
    this.excluded = Set.copyOf(excluded);
  }

  /**
   * The answer to a review.
   *
   * @throws NoReviewException if it is none, so that there is nothing to allow
   */
  Answer review(String text) throws NoReviewException {
    Object review;
    try {
      review = JsonReader.read(text, MOST_VALUES);
    } catch (JsonException e) {
      String uid = Rough.uid(text).orElseThrow(() -> new NoReviewException("no JSON, " + of(e)));
      return Answer.failed(API_VERSION, uid, "the review cannot be read, " + of(e));
    }
    if (!(review instanceof Map<?, ?> map) || !KIND.equals(map.get("kind"))) {
      throw new NoReviewException("no object of the kind " + KIND);
    }
    String version = map.get("apiVersion") instanceof String said ? said : API_VERSION;
    String uid = Pointer.of("request", "uid").in(map).map(Plain::text).orElse("");
    if (!API_VERSION.equals(version)) {
      return Answer.failed(
          version, uid, "reviews of %s are not known, only %s".formatted(version, API_VERSION));
    }
    if (uid.isEmpty()) {
      return Answer.failed(version, uid, "the review has no request with a uid");
    }
    return answer(uid, Pointer.of("request").in(map).orElseThrow());
  }

  private Answer answer(String uid, Object request) {
    Subject subject = Subject.of(request);
    String operation = Pointer.of("operation").in(request).map(Plain::text).orElse("");
    if (!operation.equals("CREATE")) {
      return skipped(uid, subject, "not_a_creation", "only Pods that are made are looked at");
    }
    if (!isPod(request)) {
      return skipped(uid, subject, Reason.NOT_A_POD_WORKLOAD.id(), "the object is no Pod");
    }
    if (excluded.contains(subject.namespace())) {
      return skipped(
          uid, subject, "excluded_namespace", "Pods of this namespace are never touched");
    }
    Map<String, Object> pod = Plain.map(Pointer.of("object").in(request).orElse(Map.of()));
    try {
      return planned(uid, subject, pod, Planner.plan(Workload.made(pod), settings).decision());
    } catch (ShapeException e) {
      return skipped(uid, subject, "malformed_pod", e.getMessage());
    }
  }

  private static Answer planned(
      String uid, Subject subject, Map<String, Object> pod, Decision decision) {
    return switch (decision) {
      case Decision.Inject inject ->
          new Answer(
              API_VERSION,
              uid,
              subject,
              new Outcome.Injected(inject.text()),
              Stream.concat(inject.additions().stream(), outdated(pod).stream()).toList(),
              inject.warnings());
      case Decision.AlreadyThere there ->
          new Answer(
              API_VERSION,
              uid,
              subject,
              new Outcome.Skipped(Reason.ALREADY_INJECTED.id(), there.text()),
              outdated(pod).stream().toList(),
              List.of());
      case Decision.Skip skip -> remarked(uid, subject, pod, skip.reason(), skip.text());
      case Decision.NeedsCredentials needs ->
          remarked(uid, subject, pod, needs.reason(), needs.text());
    };
  }

  /**
   * Empties the remark of an earlier call, when another webhook had not yet added the database. Not
   * removed: we only add, and what is added takes the place of what is there.
   */
  private static Optional<Addition> outdated(Map<String, Object> pod) {
    return SKIP_REASON
        .in(pod)
        .filter(remark -> !"".equals(remark))
        .map(remark -> new Addition(SKIP_REASON, ""));
  }

  /**
   * Says so on the Pod itself, whose maker sees no answer of ours: always if the Pod asked for a
   * sidecar, and if its namespace did, where a database stays without one.
   */
  private static Answer remarked(
      String uid, Subject subject, Map<String, Object> pod, Reason reason, String text) {
    boolean asked = LABEL.in(pod).filter("true"::equals).isPresent();
    boolean wanted = reason != Reason.MIRROR_POD && reason != Reason.DISABLED_BY_ANNOTATION;
    if (!reason.leavesMysqlAlone() && !(asked && wanted)) {
      return skipped(uid, subject, reason.id(), text);
    }
    Outcome.Skipped outcome = new Outcome.Skipped(reason.id(), text);
    String remark = "%s: %s".formatted(reason.id(), outcome.text());
    boolean said = SKIP_REASON.in(pod).filter(remark::equals).isPresent();
    return new Answer(
        API_VERSION,
        uid,
        subject,
        outcome,
        said ? List.of() : List.of(annotation(pod, remark)),
        List.of("no sidecar, " + remark));
  }

  private static Answer skipped(String uid, Subject subject, String reason, String text) {
    return new Answer(
        API_VERSION, uid, subject, new Outcome.Skipped(reason, text), List.of(), List.of());
  }

  private static Addition annotation(Map<String, Object> pod, String remark) {
    Pointer annotations = Pointer.of("metadata", "annotations");
    if (annotations.in(pod).filter(Map.class::isInstance).isPresent()) {
      return new Addition(annotations.then(Names.SKIP_REASON), remark);
    }
    Map<String, String> map = Map.of(Names.SKIP_REASON, remark);
    return annotations.parent().in(pod).filter(Map.class::isInstance).isPresent()
        ? new Addition(annotations, map)
        : new Addition(annotations.parent(), Map.of("annotations", map));
  }

  private static boolean isPod(Object request) {
    return Pointer.of("kind", "kind").in(request).filter("Pod"::equals).isPresent()
        && Pointer.of("kind", "group").in(request).filter(group -> !"".equals(group)).isEmpty()
        && Pointer.of("subResource").in(request).filter(name -> !"".equals(name)).isEmpty()
        && Pointer.of("object").in(request).filter(Map.class::isInstance).isPresent();
  }

  private static String of(JsonException e) {
    return String.valueOf(e.getMessage());
  }
}
