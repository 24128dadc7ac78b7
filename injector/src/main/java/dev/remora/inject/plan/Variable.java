package dev.remora.inject.plan;

import java.util.Map;

/**
 * A variable of a container's environment.
 *
 * @param value what it is, if that is written there; empty where it comes from elsewhere
 * @param source the {@code valueFrom}, empty where the value is written there
 */
record Variable(String value, Map<String, Object> source) {
  boolean isLiteral() {
    return source.isEmpty();
  }

  /** Whether it is set to something, as far as can be seen. */
  boolean saysSomething() {
    return !isLiteral() || !value.isEmpty();
  }

  /** Without the value, which may be a password. */
  @Override
  public String toString() {
    return isLiteral() ? "a literal" : source.toString();
  }
}
