package dev.remora.inject.json;

/** Text that is no JSON: what is wrong, and at which line and column. */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  JsonException(String problem, int line, int column) {
    super("line %d, column %d: %s".formatted(line, column, problem), null, false, false);
  }
}
