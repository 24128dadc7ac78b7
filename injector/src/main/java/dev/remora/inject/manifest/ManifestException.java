package dev.remora.inject.manifest;

import java.util.List;

/** A text that cannot be worked on: all that is wrong with it. */
public final class ManifestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final boolean ours;

  /**
   * Something that is wrong.
   *
   * @param line where, from 1
   * @param text what, and what to do
   */
  public record Problem(int line, String text) {}

  private ManifestException(List<Problem> problems, boolean ours) {
    super(problems.toString(), null, false, false);
    this.problems = List.copyOf(problems);
    this.ours = ours;
  }

  static ManifestException of(List<Problem> problems) {
    return new ManifestException(problems, false);
  }

  static ManifestException of(int line, String text) {
    return of(List.of(new Problem(line, text)));
  }

  /** Of a result that cannot be proved to be right, and so is not given away. */
  static ManifestException unproved(String difference) {
    return new ManifestException(
        List.of(
            new Problem(
                1,
                "the result would not be what it should (%s), so nothing is written; this is a fault of ours"
                    .formatted(difference))),
        true);
  }

  /** What is wrong, at least one. */
  public List<Problem> problems() {
    return problems;
  }

  /** Whether the proof of the result failed. */
  public boolean isProofFailed() {
    return ours;
  }
}
