package dev.remora.inject.cli;

import dev.remora.inject.plan.Finding;
import dev.remora.log.Quoting;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kubectl remora explain}. */
@Command(
    name = "explain",
    description = "Says of each workload what every rule found, and what comes of it.")
final class ExplainCommand implements Callable<Integer> {
  @Mixin private SourceOptions sources = new SourceOptions();
  @Mixin private PlanOptions plan = new PlanOptions();

  private final Console console;
  private final Version version;

  ExplainCommand(Console console, Version version) {
    this.console = console;
    this.version = version;
  }

  @Override
  public Integer call() throws UserException {
    Work work = Work.of(sources, Work.injecting(plan.settings(version)), console);
    for (Row row : work.rows()) {
      console.out().print(text(row));
    }
    return ExitCodes.SUCCESS;
  }

  private static String text(Row row) {
    String outcome =
        row.entry().isChanged() ? "injected" : "skipped: " + row.entry().reason().orElse("");
    StringBuilder text = new StringBuilder();
    String title =
        "%s:%d: %s: %s".formatted(row.source(), row.entry().line(), row.entry().name(), outcome);
    text.append(Quoting.seen(title)).append('\n');
    for (Finding finding : row.entry().plan().findings()) {
      String line =
          "  %-4s  %-12s  %s".formatted(word(finding.verdict()), finding.rule(), finding.text());
      text.append(Quoting.seen(line)).append('\n');
    }
    return text.toString();
  }

  private static String word(Finding.Verdict verdict) {
    return switch (verdict) {
      case PASSED -> "ok";
      case WARNED -> "warn";
      case STOPPED -> "stop";
    };
  }
}
