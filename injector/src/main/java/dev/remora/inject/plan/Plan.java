package dev.remora.inject.plan;

import java.util.List;

/**
 * What becomes of a workload, and why.
 *
 * @param findings what each rule said, in the order in which they were asked
 */
public record Plan(Decision decision, List<Finding> findings) {
  /** Copies the list. */
  public Plan {
    findings = List.copyOf(findings);
  }
}
