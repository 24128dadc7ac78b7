package dev.remora.doctor;

import dev.remora.config.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a check found.
 *
 * @param section the section of the option file that was logged in with
 * @param address where the database is
 * @param flagsFrom where the flags were given
 * @param server what the database is
 * @param findings what is to be said of each enabled collector
 * @param configuration the values in force
 * @param warnings what is wrong with the configuration, though it can be used
 */
record Report(
    String section,
    String address,
    FlagsFrom flagsFrom,
    Server server,
    List<Finding> findings,
    List<Origin> configuration,
    List<String> warnings) {
  /** All collectors can work. */
  static final int ALL_WORK = 0;

  /** Some collectors cannot work. */
  static final int SOME_FAIL = 1;

  /** Copies the lists. */
  Report {
    findings = List.copyOf(findings);
    configuration = List.copyOf(configuration);
    warnings = List.copyOf(warnings);
  }

  /** The findings of one verdict. */
  List<Finding> of(Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
  }

  /** What to do so that what was asked for works. */
  Prescription needed() {
    List<Step> steps = new ArrayList<>();
    of(Verdict.CANNOT_WORK).forEach(finding -> steps.addAll(finding.steps()));
    of(Verdict.WORKS_IN_PART).forEach(finding -> steps.addAll(finding.steps()));
    return Prescription.of(steps, server.identity().account());
  }

  /** What to do so that there is more to find. */
  Prescription possible() {
    List<Step> steps = new ArrayList<>();
    of(Verdict.FINDS_NOTHING).forEach(finding -> steps.addAll(finding.steps()));
    return Prescription.of(steps, server.identity().account());
  }

  int exitCode() {
    return findings.stream().anyMatch(Finding::isFailure) ? SOME_FAIL : ALL_WORK;
  }
}
