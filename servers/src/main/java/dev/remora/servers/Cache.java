package dev.remora.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What tests fetch or unpack once per machine, in REMORA_CACHE or {@code ~/.cache/remora}. */
public final class Cache {
  private Cache() {}

  /** Fills a folder that did not exist yet. */
  public interface Filler {
    void fill(Path empty) throws IOException;
  }

  public static Path folder() {
    String chosen = System.getenv("REMORA_CACHE");
    return chosen == null || chosen.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache", "remora")
        : Path.of(chosen).toAbsolutePath();
  }

  /**
   * The folder of that name, filled now if no one did before. A folder is there only when it is
   * complete: it is filled under another name, and other processes wait meanwhile. A filler must
   * not ask for another folder of the cache.
   */
  public static synchronized Path once(String name, Filler filler) {
    Path folder = folder().resolve(name);
    try {
      Files.createDirectories(folder());
      try (FileChannel lock =
          FileChannel.open(
              folder().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        var _ = lock.lock();
        if (!Files.isDirectory(folder)) {
          fill(folder, filler);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(Path folder, Filler filler) throws IOException {
    Path partial =
        Files.createDirectories(folder.resolveSibling(folder.getFileName() + ".partial"));
    Folders.remove(partial);
    Files.createDirectory(partial);
    try {
      filler.fill(partial);
      Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.remove(partial);
    }
  }
}
