package dev.remora.inject.manifest;

import java.util.List;

/**
 * What became of a text.
 *
 * @param before the text as it was
 * @param text the text as it is now
 * @param entries what became of each object in it
 */
public record Rewritten(String before, String text, List<Entry> entries) {
  /** Copies the list. */
  public Rewritten {
    entries = List.copyOf(entries);
  }

  /** Whether the text is not what it was. */
  public boolean isChanged() {
    return !before.equals(text);
  }
}
