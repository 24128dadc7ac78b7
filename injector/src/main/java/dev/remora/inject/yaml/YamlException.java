package dev.remora.inject.yaml;

/** Text that cannot be used: what is wrong, and in which line. */
public final class YamlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final int line;

  /** What is wrong, and in which line, from 1. */
  public YamlException(int line, String problem) {
    super(problem, null, false, false);
    this.problem = problem;
    this.line = line;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** What is wrong. */
  @Override
  public String getMessage() {
    return problem;
  }
}
