package dev.remora.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was when it was read. Kubernetes replaces a mounted file by another behind the same
 * name, so that the file's own identity counts, too.
 *
 * @param path where it is
 * @param stamp what tells one state of it from the next
 */
public record WatchedFile(Path path, Stamp stamp) {
  /**
   * A state of a file.
   *
   * @param key the file's identity, as far as the file system has one
   * @param modified when it was written to
   * @param bytes its size; -1 where there is no such file
   */
  public record Stamp(String key, FileTime modified, long bytes) {
    private static final Stamp NONE = new Stamp("", FileTime.fromMillis(0), -1);

    boolean is(Stamp other) {
      return bytes == other.bytes && modified.equals(other.modified) && key.equals(other.key);
    }
  }

  // Written out, since it is a member of sets: what a record has for it is made at run time, at a
  // cost in memory.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WatchedFile file && path.equals(file.path) && stamp.is(file.stamp);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  /** The file as it is now. */
  public static WatchedFile of(Path path) {
    return new WatchedFile(path, stamp(path));
  }

  /** Whether it is not what it was. */
  public boolean hasChanged() {
    return !stamp(path).is(stamp);
  }

  private static Stamp stamp(Path path) {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      String key = Objects.toString(now.fileKey(), "");
      return new Stamp(key, now.lastModifiedTime(), now.size());
    } catch (IOException e) {
      return Stamp.NONE;
    }
  }
}
