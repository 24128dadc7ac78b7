package dev.remora.config;

import dev.remora.mysql.Secret;

/**
 * What somebody gave for a flag, a file or a request, as messages show it. A data source name that
 * is given in the wrong place has a password in it: what goes before it tells the mistake.
 */
public final class Shown {
  private static final String HIDDEN = "(hidden)";

  private Shown() {}

  /**
   * The text, without what stands behind the first colon if there is an {@code @} behind that. The
   * password ends at the last {@code @}, or is torn there: what is behind it is hidden, too.
   */
  public static String of(String text) {
    return Secret.isIn(text) ? text.substring(0, text.indexOf(':') + 1) + HIDDEN : text;
  }
}
