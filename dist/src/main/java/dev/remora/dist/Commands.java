package dev.remora.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs that the build runs; what they print is shown only when they fail. */
public final class Commands {
  private Commands() {}

  static String run(Path program, List<String> arguments, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    command.addAll(List.of(more));
    return run(new ProcessBuilder(command));
  }

  /**
   * Runs it to its end.
   *
   * @return what it printed, errors included
   * @throws IOException if it does not exist or ends with another code than 0
   */
  public static String run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(
          "%s ended with %d:%n%s".formatted(String.join(" ", builder.command()), code, printed));
    }
    return printed;
  }
}
