package dev.remora.inject.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kubectl remora uninject}. */
@Command(
    name = "uninject",
    description =
        "Takes away what inject has added, as the annotation remora.dev/status tells; what is left"
            + " is what was there before, to the byte.")
final class UninjectCommand implements Callable<Integer> {
  @Mixin private SourceOptions sources = new SourceOptions();
  @Mixin private WriteOptions write = new WriteOptions();

  private final Console console;

  UninjectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws UserException {
    Work work = Work.of(sources, Work.uninjecting(), console);
    write.write(work, sources.kubectl(console), console);
    return ExitCodes.SUCCESS;
  }
}
