package dev.remora.scrape;

import java.time.Duration;

/** What became of one collector in one scrape. */
public sealed interface Outcome {
  /** How long it was at work. */
  Duration took();

  /** Whether it was ended from outside, with the work half done. */
  default boolean wasCut() {
    return false;
  }

  /** Why it did not collect all; empty if it did. */
  default String cause() {
    return "";
  }

  /** It collected all there was. */
  record Succeeded(Duration took) implements Outcome {}

  /**
   * It failed; what it had collected by then is served.
   *
   * @param remedy what a user can do about it, empty if that is not known
   */
  record Failed(Duration took, String cause, String remedy) implements Outcome {}

  /** The database went away while it worked. */
  record Lost(Duration took, String cause) implements Outcome {
    @Override
    public boolean wasCut() {
      return true;
    }
  }

  /** It had not finished by the deadline. */
  record TimedOut(Duration took) implements Outcome {
    @Override
    public boolean wasCut() {
      return true;
    }

    @Override
    public String cause() {
      return "not finished by the scrape's deadline";
    }
  }
}
