package dev.remora.web;

import java.io.IOException;
import java.nio.file.Files;
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
      return Files.readString(file.get());
    } catch (NoSuchFileException e) {
      throw new IOException("is not there", e);
    } catch (IOException e) {
      // The message of such an exception is often the file's name alone.
      throw new IOException("cannot be read (%s)".formatted(e.getClass().getSimpleName()), e);
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
