package dev.remora.dist.image;

import dev.remora.dist.Folders;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The root folder of an image: the program, its Java runtime, the few libraries of the system that
 * the runtime wants, and everybody's licences. No shell, no package manager.
 */
final class ImageRoot {
  /** Where the sidecar is; the launcher names the same place. */
  static final String HOME = "opt/remora";

  /** What other programs take, and parts of a Java runtime that run programs or make archives. */
  private static final Set<Path> LEFT_OUT =
      Set.of(
          Path.of("injector/injector.jsa"),
          Path.of("injector/snakeyaml-engine.jar"),
          Path.of("runtime/bin/jwebserver"),
          Path.of("runtime/bin/keytool"),
          Path.of("runtime/lib/classlist"),
          Path.of("runtime/lib/jexec"),
          Path.of("runtime/lib/jrt-fs.jar"),
          Path.of("runtime/lib/jspawnhelper"));

  // The one part of the locale that says how bytes are characters.
  private static final Path LOCALE = Path.of("/usr/lib/locale/C.utf8/LC_CTYPE");

  private ImageRoot() {}

  /**
   * Makes the folder anew.
   *
   * @param program whose image
   * @param home the distribution
   * @param sources the launcher's source, {@code etc} and {@code licenses}
   * @param made the time that every file gets
   */
  static void make(Program program, Path home, Path sources, Path root, Instant made)
      throws IOException, InterruptedException {
    Folders.delete(root);
    Path installed = root.resolve(HOME);
    for (String part : List.of(program.folder(), "runtime")) {
      copy(home, home.resolve(part), installed);
    }
    for (String name : program.names()) {
      // A second copy weighs less than an image format's links are trouble.
      NativeParts.compile(
          sources.resolve("launcher.c"), program.define(), root.resolve("bin").resolve(name));
    }
    for (Path library : NativeParts.libraries(root)) {
      take(library, root);
    }
    take(LOCALE, root);
    copy(sources, sources.resolve("etc"), root);
    copy(sources, sources.resolve("licenses"), root);
    settle(root, made);
  }

  /** A file of the system, at its own place. */
  private static void take(Path file, Path root) throws IOException {
    Path copy = root.resolve(Path.of("/").relativize(file));
    Files.createDirectories(copy.getParent());
    Files.copy(file, copy);
  }

  private static void copy(Path base, Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
        Path name = base.relativize(path);
        Path copy = to.resolve(name);
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else if (!LEFT_OUT.contains(name)) {
          Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  /** Gives everything the same time, and rights that depend on nobody's umask. */
  private static void settle(Path root, Instant made) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            boolean runs = Files.isExecutable(file);
            Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
            Files.setLastModifiedTime(file, FileTime.from(made));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException error)
              throws IOException {
            if (error != null) {
              throw error;
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setLastModifiedTime(folder, FileTime.from(made));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
