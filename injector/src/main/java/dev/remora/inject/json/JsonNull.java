package dev.remora.inject.json;

/** What {@code null} in JSON and YAML is among plain values, so that none of them is Java's. */
public enum JsonNull {
  /** The one null. */
  NULL;

  @Override
  public String toString() {
    return "null";
  }
}
