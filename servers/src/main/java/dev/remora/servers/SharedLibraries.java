package dev.remora.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The shared libraries that a server's binary wants and this machine does not have. */
public final class SharedLibraries {
  private SharedLibraries() {}

  /** A value for LD_LIBRARY_PATH; empty when nothing is missing. */
  public static String pathFor(Path binary) {
    Set<String> folders = new LinkedHashSet<>();
    for (String library : missingFor(binary)) {
      DebianPackage holder =
          switch (library) {
            case "libaio.so.1" -> DebianPackage.LIBAIO;
            case "libnuma.so.1" -> DebianPackage.LIBNUMA;
            case "liburing.so.2" -> DebianPackage.LIBURING;
            default ->
                throw Unavailable.because(
                    binary + " needs " + library + ": install the package that holds it");
          };
      folders.add(folderOf(holder.file("."), library).toString());
    }
    return String.join(":", folders);
  }

  private static List<String> missingFor(Path binary) {
    return Run.of(Duration.ofMinutes(2), "ldd", binary.toString()).stdout().stream()
        .filter(line -> line.contains("not found"))
        .map(line -> line.strip().split(" ", 2)[0])
        .toList();
  }

  private static Path folderOf(Path root, String library) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.endsWith(library))
          .map(file -> file.toAbsolutePath().getParent())
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no " + library + " in " + root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
