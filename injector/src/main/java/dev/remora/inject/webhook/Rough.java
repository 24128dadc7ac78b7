package dev.remora.inject.webhook;

import java.util.Optional;

/**
 * What can be told of a review that cannot be read. The API server writes the request's uid at its
 * beginning, before the object, so that it is found in one that is too much to be read.
 */
final class Rough {
  /** How much of a review is looked at. */
  static final int BEGINNING = 4096;

  private static final String QUOTED_KIND = "\"" + Reviewer.KIND + "\"";
  private static final String UID = "\"uid\"";
  private static final int LONGEST_UID = 64;

  private Rough() {}

  /** The uid of the request, if it looks as if there were one. */
  static Optional<String> uid(String text) {
    String beginning = text.substring(0, Math.min(BEGINNING, text.length()));
    int request = beginning.indexOf("\"request\"");
    int uid = beginning.indexOf(UID, Math.max(0, request));
    if (request < 0 || uid < 0 || !beginning.contains(QUOTED_KIND)) {
      return Optional.empty();
    }
    int start = beginning.indexOf('"', uid + UID.length()) + 1;
    int end = beginning.indexOf('"', start);
    if (start == 0 || end < 0 || end == start || end - start > LONGEST_UID) {
      return Optional.empty();
    }
    String value = beginning.substring(start, end);
    return value.chars().allMatch(Rough::isOfUid) ? Optional.of(value) : Optional.empty();
  }

  private static boolean isOfUid(int c) {
    return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
