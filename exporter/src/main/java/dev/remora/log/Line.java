package dev.remora.log;

/** One log line being written. */
sealed interface Line permits LogfmtLine, JsonLine {
  void pair(String key, String value);

  /** The whole line with its line end. */
  String end();
}
