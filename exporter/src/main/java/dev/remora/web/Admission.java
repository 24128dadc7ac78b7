package dev.remora.web;

import java.util.Map;

/**
 * Whether a request is let in.
 *
 * @param ruling whether it is, and why not
 * @param headers what the answer has to have, whatever it is
 */
public record Admission(Ruling ruling, Map<String, String> headers) {
  /** Whether a request is let in, and why not. */
  public enum Ruling {
    /** It is. */
    ADMITTED,
    /** Nobody who is known. */
    UNKNOWN,
    /** There are too many of them. */
    TOO_MANY,
    /** Nobody can tell: the configuration is of no use. */
    UNDECIDED
  }

  /** Copies the map. */
  public Admission {
    headers = Map.copyOf(headers);
  }
}
