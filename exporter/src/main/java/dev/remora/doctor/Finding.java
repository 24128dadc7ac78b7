package dev.remora.doctor;

import java.util.List;

/**
 * What is to be said of one collector.
 *
 * @param collector its name
 * @param asked whether it was asked for by a flag
 * @param verdict what became of it
 * @param reason why, for people; empty if it simply works
 * @param steps what to do
 * @param cost what its run cost
 */
record Finding(
    String collector, boolean asked, Verdict verdict, String reason, List<Step> steps, Cost cost) {
  /** Copies the list. */
  Finding {
    steps = List.copyOf(steps);
  }

  /** Whether somebody gets less than he asked for. */
  boolean isFailure() {
    return verdict == Verdict.CANNOT_WORK || (verdict == Verdict.NOT_ON_THIS_SERVER && asked);
  }
}
