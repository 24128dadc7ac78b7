package dev.remora.scrape;

import java.time.Duration;

/** What became of one collector in one scrape. */
public sealed interface Outcome {
  /** How long it was at work. */
  Duration took();

  /** It collected all there was. */
  record Succeeded(Duration took) implements Outcome {}

  /** It failed; what it had collected by then is served. */
  record Failed(Duration took, String cause) implements Outcome {}

  /** The database went away while it worked. */
  record Lost(Duration took, String cause) implements Outcome {}

  /** It had not finished by the deadline. */
  record TimedOut(Duration took) implements Outcome {}
}
