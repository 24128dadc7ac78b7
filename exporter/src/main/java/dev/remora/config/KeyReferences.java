package dev.remora.config;

import dev.remora.config.OptionFile.Value;
import java.util.Optional;

/**
 * References to other keys in a value of an option file: {@code %(key)s} stands for what that key
 * of the section says, or of one that it is a child of, or of the default section.
 */
final class KeyReferences {
  // As many as the reference: enough for every file, and an end for keys that name each other.
  private static final int MAX_STEPS = 99;
  private static final int MAX_LENGTH = 1 << 16;

  private final OptionFile file;

  KeyReferences(OptionFile file) {
    this.file = file;
  }

  /**
   * The value with what it names; empty if that grows without end.
   *
   * @param section the section of the value
   * @param key its key
   */
  Optional<Value> resolve(String section, String key, Value value) {
    String result = value.text();
    boolean holdsSetting = false;
    for (int i = 0; i < MAX_STEPS; i++) {
      String reference = first(result);
      Optional<Value> named =
          reference.isEmpty()
              ? Optional.empty()
              : named(section, key, reference.substring(2, reference.length() - 2));
      if (named.isEmpty()) {
        break;
      }
      String text = named.get().text();
      if ((long) count(result, reference) * text.length() > MAX_LENGTH) {
        return Optional.empty();
      }
      result = result.replace(reference, text);
      holdsSetting |= named.get().holdsSetting();
    }
    return Optional.of(value.with(result, holdsSetting));
  }

  /** The first reference; empty if there is none. */
  private static String first(String text) {
    int start = text.indexOf("%(");
    while (start >= 0) {
      int close = text.indexOf(')', start);
      if (close > start + 2 && text.startsWith(")s", close)) {
        return text.substring(start, close + 2);
      }
      start = text.indexOf("%(", start + 1);
    }
    return "";
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  /** What a section's value means by a key; by its own it means that of the default section. */
  private Optional<Value> named(String from, String self, String key) {
    for (String section = from; !section.isEmpty(); section = OptionFile.parent(section)) {
      Value value = file.section(section).get(key);
      if (value != null && section.equals(from) && key.equals(self)) {
        break;
      }
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.ofNullable(file.section(OptionFile.DEFAULT).get(key));
  }
}
