package dev.remora.inject.plan;

import dev.remora.inject.manifest.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of a Pod, of which only what matters is written, in YAML's flow style. */
final class Planned {
  static final Settings SETTINGS = Settings.defaults("0.1.0", "remora:0.1.0");

  /** Enough to be injected into. */
  static final String ROOT =
      "env: [{name: MYSQL_ROOT_PASSWORD, valueFrom: {secretKeyRef: {name: s, key: k}}}]";

  private Planned() {}

  /**
   * A Pod with MySQL.
   *
   * @param metadata more of its metadata
   * @param spec more of its spec
   * @param container more of the database's container
   */
  static Map<String, Object> pod(String metadata, String spec, String container) throws Exception {
    String text =
        """
        metadata: {name: db%s}
        spec: {containers: [{name: mysql%s%s}]%s}
        """
            .formatted(
                after(metadata),
                container.contains("image: ") ? "" : ", image: \"mysql:8.0\"",
                after(container.replace('\n', ' ')),
                after(spec));
    return Shape.lenientMap(Documents.of(text).getFirst());
  }

  private static String after(String text) {
    return text.isEmpty() ? "" : ", " + text;
  }

  static Decision of(Map<String, Object> pod, Settings settings) throws ShapeException {
    return Planner.plan(Workload.made(pod), settings).decision();
  }

  static Decision of(String metadata, String spec, String container) throws Exception {
    return of(pod(metadata, spec, container), SETTINGS);
  }

  /** The container that it adds. */
  static Map<String, Object> sidecar(Decision decision) {
    if (!(decision instanceof Decision.Inject inject)) {
      throw new AssertionError(decision);
    }
    Object added = inject.additions().getFirst().value();
    return Shape.lenientMap(added instanceof List<?> list ? list.getFirst() : added);
  }

  /** The reason for which it adds none. */
  static Optional<Reason> reason(Decision decision) {
    return switch (decision) {
      case Decision.Skip skip -> Optional.of(skip.reason());
      case Decision.NeedsCredentials needs -> Optional.of(needs.reason());
      case Decision.Inject inject -> Optional.empty();
      case Decision.AlreadyThere there -> Optional.of(Reason.ALREADY_INJECTED);
    };
  }
}
