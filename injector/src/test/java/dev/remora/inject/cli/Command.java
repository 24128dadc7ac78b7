package dev.remora.inject.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A command that was run in this process: what it ended with and what it printed. */
record Command(int code, String out, String err) {
  private static final String NO_KUBECTL = "/nonexistent/kubectl";

  static Command run(String... arguments) {
    return reading("", arguments);
  }

  /** With this on its standard input. */
  static Command reading(String in, String... arguments) {
    return runWith(NO_KUBECTL, in, arguments);
  }

  static Command runWith(String kubectl, String in, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            kubectl);
    int code = Main.run(console, arguments);
    console.out().flush();
    console.err().flush();
    return new Command(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
