package dev.remora.inject.webhook;

import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.patch.JsonPatch;
import dev.remora.inject.plan.Addition;
import dev.remora.inject.plan.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a review. It always allows: to refuse a database for want of metrics would be worse
 * than to have none.
 *
 * @param apiVersion that of the review
 * @param uid that of the request
 * @param additions what is added to the Pod
 * @param warnings what kubectl shows to whoever makes the Pod
 */
record Answer(
    String apiVersion,
    String uid,
    Subject subject,
    Outcome outcome,
    List<Addition> additions,
    List<String> warnings) {
  // The API server cuts them all if one is longer.
  private static final int LONGEST_WARNING = 250;

  /** Copies the lists. */
  Answer {
    additions = List.copyOf(additions);
    warnings = List.copyOf(warnings);
  }

  /** That of one who failed. */
  static Answer failed(String apiVersion, String uid, String text) {
    return new Answer(
        apiVersion, uid, Subject.UNKNOWN, new Outcome.Failed(text), List.of(), List.of(text));
  }

  /** As the API server wants it. */
  String json() {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("uid", uid);
    response.put("allowed", true);
    if (!additions.isEmpty()) {
      String patch = JsonPatch.of(Pointer.ROOT, List.of(), additions).compact();
      byte[] bytes = patch.getBytes(StandardCharsets.UTF_8);
      response.put("patchType", "JSONPatch");
      response.put("patch", Base64.getEncoder().encodeToString(bytes));
    }
    if (!warnings.isEmpty()) {
      response.put("warnings", warnings.stream().map(Answer::warning).toList());
    }
    response.put("auditAnnotations", audit());
    Map<String, Object> review = new LinkedHashMap<>();
    review.put("apiVersion", apiVersion);
    review.put("kind", Reviewer.KIND);
    review.put("response", response);
    return JsonWriter.compact(review);
  }

  private Map<String, Object> audit() {
    Map<String, Object> audit = new LinkedHashMap<>();
    switch (outcome) {
      case Outcome.Injected injected -> audit.put("decision", "injected");
      case Outcome.Skipped skipped -> {
        audit.put("decision", "skipped");
        audit.put("reason", skipped.reason());
      }
      case Outcome.Failed failed -> audit.put("decision", "failed");
    }
    audit.put("text", outcome.text());
    return audit;
  }

  private static String warning(String text) {
    String whole = "remora: " + text;
    return whole.length() <= LONGEST_WARNING ? whole : whole.substring(0, LONGEST_WARNING) + "…";
  }
}
