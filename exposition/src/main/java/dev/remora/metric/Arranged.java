package dev.remora.metric;

/** A family with its samples as the page shows them. */
public sealed interface Arranged permits LoneSample, ArrangedFamily {
  /** The family. */
  Family family();

  /** How many samples there are. */
  int size();
}
