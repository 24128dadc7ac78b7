package dev.remora.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that come and go with a test. */
public final class Folders {
  private Folders() {}

  /** A new one with a short path, because a unix socket's path may have 107 bytes at most. */
  public static Path temporary() {
    try {
      return Files.createTempDirectory("remora-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void write(InputStream content, Path file) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.copy(content, file);
  }

  public static void copy(Path from, Path to) {
    Run.of(Duration.ofMinutes(5), "cp", "-rL", from.toString(), to.toString()).succeeded();
  }

  /** Removes a folder with all it holds; nothing happens when it is not there. */
  public static void remove(Path folder) {
    try (Stream<Path> content = Files.walk(folder)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException gone) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
