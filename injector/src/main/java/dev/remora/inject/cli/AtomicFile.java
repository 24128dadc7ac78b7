package dev.remora.inject.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Writes a file wholly or not at all. */
final class AtomicFile {
  private AtomicFile() {}

  /** Replaces the content of a file that exists; its mode stays, and a link to it stays a link. */
  static void replace(Path file, String text) throws IOException {
    Path real = file.toRealPath();
    Path folder = real.toAbsolutePath().resolveSibling("");
    Path fresh = Files.createTempFile(folder, ".remora-", ".tmp");
    try {
      Files.writeString(fresh, text);
      PosixFileAttributeView before =
          Files.getFileAttributeView(real, PosixFileAttributeView.class);
      if (before != null) {
        Files.setPosixFilePermissions(fresh, before.readAttributes().permissions());
      }
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
