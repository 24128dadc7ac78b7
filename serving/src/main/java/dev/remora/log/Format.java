package dev.remora.log;

/** How a log line looks. */
public enum Format {
  /** {@code key=value} pairs. */
  LOGFMT,
  /** One JSON object a line. */
  JSON
}
