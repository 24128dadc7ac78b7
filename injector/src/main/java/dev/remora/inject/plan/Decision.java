package dev.remora.inject.plan;

import java.util.List;

/** What becomes of a workload. */
public sealed interface Decision {
  /** What people are told of it, in one line without a secret. */
  String text();

  /**
   * It gets a sidecar.
   *
   * @param additions what is added to the Pod template, in the order in which it is added
   * @param warnings what its owner should know of it
   */
  record Inject(String text, Target target, List<Addition> additions, List<String> warnings)
      implements Decision {
    /** Copies the lists. */
    public Inject {
      additions = List.copyOf(additions);
      warnings = List.copyOf(warnings);
    }
  }

  /** It stays as it is. */
  record Skip(Reason reason, String text) implements Decision {}

  /**
   * It has a sidecar of ours.
   *
   * @param version the version that added it
   */
  record AlreadyThere(String version, String text) implements Decision {}

  /**
   * It would get one, if we knew how it shall log in.
   *
   * @param reason {@link Reason#NEEDS_CREDENTIALS} or {@link Reason#LITERAL_PASSWORD}
   */
  record NeedsCredentials(Reason reason, String text) implements Decision {}
}
