package dev.remora.self;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file of Linux' /proc that is read again and again. It stays open, since to find it anew costs
 * more than to read it. Safe for threads that read at the same time.
 */
final class ProcFile {
  private static final int USUAL_BYTES = 8 * 1024;

  private final @Nullable RandomAccessFile file;
  private byte[] buffer = new byte[USUAL_BYTES];

  ProcFile(Path path) {
    RandomAccessFile opened;
    try {
      opened = new RandomAccessFile(path.toFile(), "r");
    } catch (IOException e) {
      opened = null;
    }
    this.file = opened;
  }

  /** What it says now, empty if there is no such file or it cannot be read. */
  synchronized String read() {
    if (file == null) {
      return "";
    }
    try {
      file.seek(0);
      int length = 0;
      int more = file.read(buffer);
      while (more > 0) {
        length += more;
        if (length == buffer.length) {
          buffer = Arrays.copyOf(buffer, 2 * length);
        }
        more = file.read(buffer, length, buffer.length - length);
      }
      return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
