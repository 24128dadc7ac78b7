package dev.remora.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that is read whole, up to a bound: a device or a log that is named by mistake must not
 * fill the heap.
 */
public final class SmallFile {
  /** Many times what an option file or a bundle of certificates has. */
  public static final int MAX_BYTES = 1 << 20;

  private SmallFile() {}

  /** What the file holds. */
  public static byte[] read(Path path) throws IOException {
    try (InputStream stream = Files.newInputStream(path)) {
      byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new FileSystemException(path.toString(), null, "it is larger than 1 MiB");
      }
      return bytes;
    }
  }

  /** Why a file cannot be read, in a user's words. */
  public static String reason(Path path, IOException e) {
    if (Files.isDirectory(path)) {
      return "it is a directory";
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (!Files.isReadable(path) && Files.exists(path)) {
      return "permission denied";
    }
    String reason = e instanceof FileSystemException told ? told.getReason() : null;
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
