package dev.remora.inject.webhook;

import dev.remora.inject.json.JsonReader;
import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.manifest.PatchedObject;
import dev.remora.inject.plan.Names;
import dev.remora.inject.plan.Pointer;
import dev.remora.inject.plan.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Pod as the API server would keep it.
 *
 * @param pod with the answer's patch, but for the annotation that says why nothing was done
 * @param outcome "injected" or the reason
 */
public record Admitted(Object pod, String outcome) {
  // In a path, its slash is escaped.
  private static final String REMARK =
      Names.SKIP_REASON.substring(Names.SKIP_REASON.indexOf('/') + 1);

  /** Sends it to the webhook, and applies what comes back. */
  public static Admitted by(Map<String, Object> pod, Settings settings, Set<String> excluded)
      throws Exception {
    Answer answer = new Reviewer(settings, excluded).review(Reviews.of(pod));
    List<?> operations =
        Reviews.operations(answer.json()).stream()
            .filter(each -> !JsonWriter.compact(each).contains(REMARK))
            .toList();
    Object plain = JsonReader.read(JsonWriter.compact(pod));
    String outcome =
        answer.outcome() instanceof Outcome.Skipped skipped ? skipped.reason() : "injected";
    return new Admitted(PatchedObject.at(plain, Pointer.ROOT, operations), outcome);
  }
}
