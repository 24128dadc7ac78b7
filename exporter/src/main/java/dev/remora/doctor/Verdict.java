package dev.remora.doctor;

import java.util.Locale;

/** What became of a collector that was tried. */
enum Verdict {
  /** It failed, and something can be done about it. */
  CANNOT_WORK("cannot work"),
  /** It sees only a part, since a privilege is missing. */
  WORKS_IN_PART("works in part"),
  /** It works, but what it reads is off. */
  FINDS_NOTHING("works, but finds nothing"),
  /** This server does not have what it reads, whatever anybody does. */
  NOT_ON_THIS_SERVER("not on this server"),
  /** It works. */
  WORKS("works");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** The verdict for people. */
  String words() {
    return words;
  }

  /** The verdict for machines. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
