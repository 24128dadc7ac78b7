package dev.remora.inject.webhook;

import dev.remora.inject.json.JsonException;
import dev.remora.inject.json.JsonReader;
import dev.remora.inject.json.JsonWriter;
import dev.remora.inject.plan.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reviews as the API server sends them, and what it makes of answers. */
final class Reviews {
  static final String UID = "705ab4f5-6393-11e8-b7cc-42010a800002";

  private Reviews() {}

  static Map<String, Object> request(Object pod) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("uid", UID);
    request.put("kind", Map.of("group", "", "version", "v1", "kind", "Pod"));
    request.put("resource", Map.of("group", "", "version", "v1", "resource", "pods"));
    request.put("namespace", "lab");
    request.put("operation", "CREATE");
    request.put("userInfo", Map.of("username", "somebody"));
    request.put("object", pod);
    request.put("oldObject", dev.remora.inject.json.JsonNull.NULL);
    request.put("dryRun", false);
    return request;
  }

  static String review(Map<String, Object> request) {
    Map<String, Object> review = new LinkedHashMap<>();
    review.put("kind", "AdmissionReview");
    review.put("apiVersion", "admission.k8s.io/v1");
    review.put("request", request);
    return JsonWriter.compact(review);
  }

  static String of(Object pod) {
    return review(request(pod));
  }

  /** A Pod with MySQL in it, whose password is in a Secret. */
  static Map<String, Object> mysql(Map<String, String> labels) {
    Map<String, Object> from = Map.of("secretKeyRef", Map.of("name", "s", "key", "k"));
    return pod(labels, Map.of("name", "MYSQL_ROOT_PASSWORD", "valueFrom", from));
  }

  /** One whose password nobody but the server will know. */
  static Map<String, Object> secretive(Map<String, String> labels) {
    return pod(labels, Map.of("name", "MYSQL_RANDOM_ROOT_PASSWORD", "value", "yes"));
  }

  private static Map<String, Object> pod(
      Map<String, String> labels, Map<String, Object> environment) {
    Map<String, Object> pod = new LinkedHashMap<>();
    pod.put("apiVersion", "v1");
    pod.put("kind", "Pod");
    pod.put("metadata", Map.of("generateName", "mysql-", "labels", labels));
    pod.put(
        "spec",
        Map.of(
            "containers",
            List.of(Map.of("name", "mysql", "image", "mysql:8.0", "env", List.of(environment)))));
    return pod;
  }

  static Map<?, ?> response(String answer) throws JsonException {
    return (Map<?, ?>) Pointer.of("response").in(JsonReader.read(answer)).orElseThrow();
  }

  /** The operations of an answer's patch; none if it has none. */
  static List<?> operations(String answer) throws JsonException {
    Object patch = response(answer).get("patch");
    if (patch == null) {
      return List.of();
    }
    byte[] bytes = Base64.getDecoder().decode(patch.toString());
    return (List<?>) JsonReader.read(new String(bytes, StandardCharsets.UTF_8));
  }
}
