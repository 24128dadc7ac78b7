package dev.remora.inject.plan;

/** A Pod template that is not of the shape that Kubernetes wants, and so cannot be judged. */
public final class ShapeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final transient Pointer path;

  /** What is wrong, and where in the Pod template. */
  public ShapeException(Pointer path, String problem) {
    super(problem, null, false, false);
    this.problem = problem;
    this.path = path;
  }

  /** Where, below the Pod template. */
  public Pointer path() {
    return path;
  }

  /** What is wrong. */
  @Override
  public String getMessage() {
    return problem;
  }
}
