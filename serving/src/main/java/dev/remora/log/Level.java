package dev.remora.log;

/** How much a log line matters, from least to most. */
public enum Level {
  /** For whoever looks for a fault. */
  DEBUG,
  /** What happened. */
  INFO,
  /** Something is not as it should be, and the work goes on. */
  WARN,
  /** Something that was asked for could not be done. */
  ERROR
}
