package dev.remora.acceptance;

import org.opentest4j.TestAbortedException;

/**
 * What to do when this machine cannot give a test what it needs: skip it, but fail where CI=true.
 */
final class Unavailable {
  private Unavailable() {}

  /** The one line says what is missing and what to install. */
  static RuntimeException because(String line) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(line);
    }
    return new TestAbortedException(line);
  }
}
