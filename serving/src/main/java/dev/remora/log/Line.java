package dev.remora.log;

/** One log line being written. */
sealed interface Line permits LogfmtLine, JsonLine {
  void pair(String key, String value);

  /** A pair whose value is a whole number, {@code true} or {@code false}. */
  void plainPair(String key, String value);

  /** The whole line with its line end. */
  String end();
}
