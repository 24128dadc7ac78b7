package dev.remora.inject.live;

/** What kubectl could not do, in its own words. */
public final class KubectlException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;

  KubectlException(String problem) {
    super(problem, null, false, false);
    this.problem = problem;
  }

  /** What it could not do. */
  @Override
  public String getMessage() {
    return problem;
  }
}
