package dev.remora.inject.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kubectl remora inject}. */
@Command(
    name = "inject",
    description =
        "Adds the sidecar to each workload with a MySQL or MariaDB server. Of files it prints the"
            + " text with the lines added, and every other byte as it was; objects in the cluster it"
            + " changes.")
final class InjectCommand implements Callable<Integer> {
  @Mixin private SourceOptions sources = new SourceOptions();
  @Mixin private PlanOptions plan = new PlanOptions();
  @Mixin private WriteOptions write = new WriteOptions();

  @Option(
      names = "--strict",
      description = "End with 1 if a server was found that gets no sidecar.")
  private boolean strict;

  private final Console console;
  private final Version version;

  InjectCommand(Console console, Version version) {
    this.console = console;
    this.version = version;
  }

  @Override
  public Integer call() throws UserException {
    Work work = Work.of(sources, Work.injecting(plan.settings(version)), console);
    boolean leftAlone = work.rows().stream().anyMatch(row -> row.entry().leavesMysqlAlone());
    if (strict && leftAlone) {
      write.report(work, console);
      throw new UserException("a database is left without metrics, so nothing is written");
    }
    write.write(work, sources.kubectl(console), console);
    return ExitCodes.SUCCESS;
  }
}
