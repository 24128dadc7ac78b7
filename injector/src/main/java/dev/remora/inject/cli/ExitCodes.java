package dev.remora.inject.cli;

/** What the command ends with. */
final class ExitCodes {
  static final int SUCCESS = 0;
  static final int MISTAKE = 1;
  static final int PROOF_FAILED = 2;
  static final int WOULD_CHANGE = 3;

  private ExitCodes() {}
}
