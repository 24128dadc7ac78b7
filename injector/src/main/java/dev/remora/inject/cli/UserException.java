package dev.remora.inject.cli;

import java.util.List;

/** What keeps a command from being done, as its user reads it. */
final class UserException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;
  private final int exitCode;

  UserException(List<String> problems, int exitCode) {
    super(String.join("; ", problems), null, false, false);
    this.problems = List.copyOf(problems);
    this.exitCode = exitCode;
  }

  UserException(String problem) {
    this(List.of(problem), ExitCodes.MISTAKE);
  }

  List<String> problems() {
    return problems;
  }

  int exitCode() {
    return exitCode;
  }
}
