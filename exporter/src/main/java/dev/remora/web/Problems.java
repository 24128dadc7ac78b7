package dev.remora.web;

import dev.remora.config.ConfigurationException;
import dev.remora.config.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file, each with its line. */
final class Problems {
  private final Path file;
  private final List<String> found = new ArrayList<>();

  Problems(Path file) {
    this.file = file;
  }

  /** One more; it must not quote what may be a secret. */
  void add(int line, String what) {
    found.add("%s:%d: %s".formatted(shown(), line, what));
  }

  /** One that is of the file as a whole. */
  void add(String what) {
    found.add("%s: %s".formatted(shown(), what));
  }

  private String shown() {
    return Shown.of(file.toString());
  }

  /** All of them, if there is one. */
  void throwIfAny() throws ConfigurationException {
    if (!found.isEmpty()) {
      throw new ConfigurationException(found);
    }
  }
}
