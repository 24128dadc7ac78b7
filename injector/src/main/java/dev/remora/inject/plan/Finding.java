package dev.remora.inject.plan;

/**
 * What one rule said of a workload.
 *
 * @param rule the rule's name
 * @param verdict whether the next rule is asked
 * @param text what it saw
 */
public record Finding(String rule, Verdict verdict, String text) {
  /** Whether a rule lets the workload pass. */
  public enum Verdict {
    /** It does. */
    PASSED,
    /** It does, and its owner should know something. */
    WARNED,
    /** It does not: this decides. */
    STOPPED
  }
}
