package dev.remora.inject.cli;

/** What is printed of what became of texts. */
enum OutputFormat {
  /** The text itself, changed. */
  YAML,
  /** Its documents as JSON. */
  JSON,
  /** A JSON Patch of the one workload that is changed. */
  PATCH,
  /** Patches of all of them, as a kustomization takes them. */
  KUSTOMIZE,
  /** What lines are added and removed. */
  DIFF;

  /** Whether it is the changed text that is printed, and not the change. */
  boolean isResult() {
    return this == YAML || this == JSON;
  }

  /** Whether only texts have it. */
  boolean isOfTexts() {
    return this == JSON || this == DIFF;
  }
}
