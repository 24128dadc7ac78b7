package dev.remora.inject.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kubectl remora check}. */
@Command(
    name = "check",
    description =
        "Says what inject would do, and does nothing. Ends with 3 if something would change, for"
            + " pipelines.")
final class CheckCommand implements Callable<Integer> {
  @Mixin private SourceOptions sources = new SourceOptions();
  @Mixin private PlanOptions plan = new PlanOptions();
  @Mixin private ReportOptions report = new ReportOptions();

  private final Console console;
  private final Version version;

  CheckCommand(Console console, Version version) {
    this.console = console;
    this.version = version;
  }

  @Override
  public Integer call() throws UserException {
    Work work = Work.of(sources, Work.injecting(plan.settings(version)), console);
    console.out().print(report.of(work, false));
    return work.isChanged() ? ExitCodes.WOULD_CHANGE : ExitCodes.SUCCESS;
  }
}
