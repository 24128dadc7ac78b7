package dev.remora.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Puts launcher, runtime and cache around the jars that are already in {@code lib}. */
public final class Assembly {
  private Assembly() {}

  /** Takes the launcher's source and the folder of the distribution. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path launcher = Path.of(arguments[0]);
    Path home = Path.of(arguments[1]);
    Path program = installLauncher(launcher, home.resolve("bin"));
    LinkedRuntime.link(home.resolve("runtime"));
    Training.train(program, home.resolve("lib/remora.aot"));
    System.out.printf("Distribution: %s, %.1f MB%n", program, megabytes(home));
  }

  private static Path installLauncher(Path source, Path bin) throws IOException {
    Files.createDirectories(bin);
    Path program = bin.resolve("remora");
    Files.copy(source, program, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path link = bin.resolve("mysqld_exporter");
    if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      Files.createSymbolicLink(link, Path.of("remora"));
    }
    return program;
  }

  private static double megabytes(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        bytes += Files.size(file);
      }
      return bytes / 1e6;
    }
  }
}
