package dev.remora.web;

import dev.remora.config.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A certificate or a key: in a file of its own, or in the web configuration file itself.
 *
 * @param name the key of the configuration, for messages
 * @param line where it stands
 * @param file the file, if it has one
 * @param inline the text, where it has no file
 */
record Material(String name, int line, Optional<Path> file, String inline) {
  /** The text as it is now. */
  String read() throws IOException {
    if (file.isEmpty()) {
      return inline;
    }
    try {
      return new String(SmallFile.read(file.get()), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new IOException("is not there", e);
    } catch (IOException e) {
      throw new IOException("cannot be read: " + SmallFile.reason(file.get(), e), e);
    }
  }

  /** How messages call it. */
  String described() {
    return file.isPresent() ? name + " " + file.get() : name;
  }

  /** Nothing of what is secret. */
  @Override
  public String toString() {
    return described();
  }
}
