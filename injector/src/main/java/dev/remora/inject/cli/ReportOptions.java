package dev.remora.inject.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How the report looks. */
final class ReportOptions {
  @Option(names = "--report", paramLabel = "FORMAT", description = "text or json.")
  private String format = "text";

  private enum Format {
    TEXT,
    JSON
  }

  void check(List<String> problems) {
    PlanOptions.one("--report", format, Format.TEXT, problems);
  }

  /** The report of work that is done, or would be. */
  String of(Work work, boolean done) throws UserException {
    List<String> problems = new ArrayList<>();
    Format known = PlanOptions.one("--report", format, Format.TEXT, problems);
    if (!problems.isEmpty()) {
      throw new UserException(problems, ExitCodes.MISTAKE);
    }
    Report report = new Report(work.rows(), done);
    return known == Format.JSON ? report.json() : report.text();
  }
}
