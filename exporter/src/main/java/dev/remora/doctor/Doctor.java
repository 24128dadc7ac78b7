package dev.remora.doctor;

import dev.remora.collector.Collector;
import dev.remora.config.ConfigurationException;
import dev.remora.config.Flags;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * The subcommands that answer a person and end: {@code check} and {@code grants}. The sidecar loads
 * nothing of them.
 */
public final class Doctor {
  private Doctor() {}

  /**
   * Answers.
   *
   * @param program the name of the program, for people
   * @param arguments the subcommand and what follows it
   * @return what the process ends with
   */
  public static int run(
      String program,
      List<String> arguments,
      Map<String, String> environment,
      List<Collector> collectors,
      PrintStream out,
      PrintStream err)
      throws ConfigurationException {
    Running.yieldMemory();
    Subcommand subcommand = Subcommand.of(arguments.getFirst());
    Invocation invocation =
        Invocation.read(
            subcommand,
            arguments.subList(1, arguments.size()),
            environment,
            collectors,
            Running.COMMAND);
    if (invocation.line().isOn(Flags.HELP)) {
      out.print(subcommand.help(program));
      out.flush();
      return 0;
    }
    Answer answer =
        switch (subcommand) {
          case CHECK -> new Check(invocation).answer();
          case GRANTS -> new Grants(invocation).answer();
        };
    out.print(answer.out());
    out.flush();
    if (!answer.err().isEmpty()) {
      err.print("%s: error: %s".formatted(program, answer.err()));
      err.flush();
    }
    return answer.exitCode();
  }
}
