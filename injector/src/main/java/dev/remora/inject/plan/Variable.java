package dev.remora.inject.plan;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A variable of a container's environment.
 *
 * @param value what it is, if that is written there; empty where it comes from elsewhere
 * @param source the {@code valueFrom}, empty where the value is written there
 */
record Variable(String value, Map<String, Object> source) {
  /** How a value names another variable. */
  static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z_][A-Za-z0-9_]*)\\)");

  boolean isLiteral() {
    return source.isEmpty();
  }

  /** Whether it is set to something, as far as can be seen. */
  boolean saysSomething() {
    return !isLiteral() || !value.isEmpty();
  }

  /** Whether other variables are named in it, whose values would have to be known. */
  boolean isPutTogether() {
    return value.contains("$(");
  }

  /** Without the value, which may be a password. */
  @Override
  public String toString() {
    return isLiteral() ? "a literal" : source.toString();
  }
}
