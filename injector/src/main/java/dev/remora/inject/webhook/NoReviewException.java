package dev.remora.inject.webhook;

/** A request that is no AdmissionReview, and so cannot be answered as one. */
final class NoReviewException extends Exception {
  private static final long serialVersionUID = 1L;

  NoReviewException(String problem) {
    super(problem, null, false, false);
  }
}
