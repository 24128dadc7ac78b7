package dev.remora.inject.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code kubectl remora}: wires the commands by hand, and turns what they say into an exit code.
 */
@Command(
    name = "kubectl remora",
    description = "Adds the metrics sidecar to MySQL and MariaDB in Kubernetes.",
    footer = {
      "",
      "Exit codes: 0 done, 1 a mistake, 2 the result could not be proved right, 3 changes (check)."
    })
public final class Main {
  private static final int BUFFER_BYTES = 1 << 16;

  private Main() {}

  /** Exits with the codes that {@code --help} names. */
  public static void main(String[] arguments) {
    Console console =
        new Console(System.in, stream(FileDescriptor.out), stream(FileDescriptor.err), "kubectl");
    int code = ExitCodes.MISTAKE;
    try {
      code = run(console, arguments);
    } catch (OutOfMemoryError e) {
      console.err().println("kubectl remora: error: too much for the memory; give it fewer files");
    }
    console.out().flush();
    console.err().flush();
    System.exit(code);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES),
        false,
        StandardCharsets.UTF_8);
  }

  /** Runs a command. */
  static int run(Console console, String... arguments) {
    Version version = Version.read();
    CommandSpec root = CommandSpec.forAnnotatedObject(new Main());
    String text = "kubectl remora " + version.text();
    root.version(text);
    CommandLine line = new CommandLine(root);
    line.addSubcommand(new InjectCommand(console, version));
    line.addSubcommand(new UninjectCommand(console));
    line.addSubcommand(new ExplainCommand(console, version));
    line.addSubcommand(new CheckCommand(console, version));
    line.addSubcommand(new PrintSqlCommand(console));
    root.mixinStandardHelpOptions(true);
    for (CommandLine each : line.getSubcommands().values()) {
      each.getCommandSpec().mixinStandardHelpOptions(true).version(text);
    }
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((e, words) -> mistake(console, e));
    line.setExecutionExceptionHandler((e, command, result) -> failure(console, e));
    if (arguments.length == 0) {
      line.usage(console.out());
      return ExitCodes.MISTAKE;
    }
    int code = line.execute(arguments);
    // A disk that is full, a reader that is gone: half a manifest is none.
    if (code != ExitCodes.MISTAKE && console.out().checkError()) {
      console.err().println("kubectl remora: error: the output cannot be written");
      return ExitCodes.MISTAKE;
    }
    return code;
  }

  private static int mistake(Console console, ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    console.err().println("kubectl remora: error: " + e.getMessage());
    console.err().println("\"%s --help\" tells what there is".formatted(name));
    return ExitCodes.MISTAKE;
  }

  private static int failure(Console console, Exception e) {
    if (!(e instanceof UserException mistakes)) {
      console.err().println("kubectl remora: error: a fault of ours, nothing is written: " + e);
      return ExitCodes.MISTAKE;
    }
    for (String problem : mistakes.problems()) {
      console.err().println("kubectl remora: error: " + problem);
    }
    return mistakes.exitCode();
  }
}
