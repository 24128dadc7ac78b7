package dev.remora.inject.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * A file that exists, and the content it is to have, which lies beside it until {@link #replace}.
 */
final class AtomicFile implements AutoCloseable {
  private final Path file;
  private final Path fresh;

  private AtomicFile(Path file, Path fresh) {
    this.file = file;
    this.fresh = fresh;
  }

  /** Writes the content beside the file; its mode will stay, and a link to it a link. */
  static AtomicFile beside(Path file, String text) throws IOException {
    Path real = file.toRealPath();
    Path folder = real.toAbsolutePath().resolveSibling("");
    AtomicFile written = new AtomicFile(real, Files.createTempFile(folder, ".remora-", ".tmp"));
    try {
      written.write(text);
    } catch (IOException e) {
      written.close();
      throw e;
    }
    return written;
  }

  private void write(String text) throws IOException {
    Files.writeString(fresh, text);
    PosixFileAttributeView before = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (before != null) {
      Files.setPosixFilePermissions(fresh, before.readAttributes().permissions());
    }
  }

  /** Puts the content in the file's place, wholly or not at all. */
  void replace() throws IOException {
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(fresh);
  }
}
