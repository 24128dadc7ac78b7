package dev.remora.inject.cli;

import dev.remora.inject.plan.Settings;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Settings by the flags of the command line. */
final class Flags {
  @Mixin private PlanOptions plan = new PlanOptions();

  static Settings settings(List<String> arguments) throws UserException {
    Flags flags = new Flags();
    new CommandLine(flags).parseArgs(arguments.toArray(String[]::new));
    return flags.plan.settings(new Version("0.1.0"));
  }

  @CommandLine.Command
  void nothing() {}
}
