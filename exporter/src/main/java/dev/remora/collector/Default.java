package dev.remora.collector;

/** Whether a collector runs when no flag names it. */
public enum Default {
  /** It runs. */
  ON,
  /** It does not. */
  OFF
}
