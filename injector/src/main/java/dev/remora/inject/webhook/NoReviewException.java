package dev.remora.inject.webhook;

/** What came is no review, or more than can be read: there is nothing to allow. */
final class NoReviewException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int BAD_REQUEST = 400;

  private final int status;

  NoReviewException(String message) {
    this(BAD_REQUEST, message);
  }

  /** One that is told with another status of HTTP. */
  NoReviewException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
