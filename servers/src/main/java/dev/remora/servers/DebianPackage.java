package dev.remora.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Debian package, with others that it is of no use without, unpacked into one folder of the
 * cache; the system's own packages are neither used nor touched.
 */
public enum DebianPackage {
  /** Version 0.19.0; the stable releases have older ones. */
  REFERENCE_EXPORTER("prometheus-mysqld-exporter", "sid"),
  /** Version 0.14.0, the last that reads DATA_SOURCE_NAME. */
  OLD_REFERENCE_EXPORTER(
      "prometheus-mysqld-exporter-bookworm", "prometheus-mysqld-exporter", "bookworm"),
  /** Version 0.12.1, with the names that many dashboards have. */
  OLDEST_REFERENCE_EXPORTER(
      "prometheus-mysqld-exporter-bullseye", "prometheus-mysqld-exporter", "bullseye"),
  PROMETHEUS("prometheus", "bookworm"),
  /** Version 2.53, which can be told what formats to ask for; without promtool. */
  LATER_PROMETHEUS("prometheus-trixie", "prometheus", "trixie"),
  /** Later releases call it libaio1t64 and have another file name in it. */
  LIBAIO("libaio1", "bookworm"),
  LIBNUMA("libnuma1", "bookworm"),
  LIBURING("liburing2", "bookworm"),
  /** Built with plugins, of which the server that Maven Central has is without. */
  MARIADB("mariadb-server mariadb-server-core", "bookworm");

  private static final Duration FETCH_LIMIT = Duration.ofMinutes(5);

  private final String name;
  private final String suite;
  private final String packages;

  DebianPackage(String packages, String suite) {
    this(packages.split(" ", 2)[0], packages, suite);
  }

  DebianPackage(String name, String packages, String suite) {
    this.name = name;
    this.suite = suite;
    this.packages = packages;
  }

  /**
   * A file of the package, such as {@code usr/bin/promtool}; the package is fetched when needed.
   */
  public Path file(String path) {
    return root().resolve(path);
  }

  private Path root() {
    Path there = Cache.folder().resolve(name);
    if (Files.isDirectory(there)) {
      return there;
    }
    DebianMirror mirror =
        DebianMirror.ofThisMachine().orElseThrow(() -> missing("this is not a Debian machine"));
    try {
      return Cache.once(name, folder -> fetch(mirror, folder));
    } catch (UncheckedIOException | IllegalStateException e) {
      throw missing(reason(String.valueOf(e.getMessage())));
    }
  }

  /** Of all that apt said, the line that a reader can act on. */
  private static String reason(String said) {
    return said.lines()
        .filter(line -> line.contains("Failed to fetch"))
        .findFirst()
        .orElseGet(() -> said.lines().reduce("no reason given", (first, last) -> last));
  }

  private RuntimeException missing(String reason) {
    return Unavailable.because(
        "cannot get the Debian package %s (%s): %s; run the tests on Debian with apt-get, dpkg and a network, or unpack the package into %s"
            .formatted(name, suite, reason, Cache.folder().resolve(name)));
  }

  /** Lets apt work with lists and an archive folder of its own, as any user may. */
  private void fetch(DebianMirror mirror, Path folder) throws IOException {
    Path work = Folders.temporary();
    try {
      Files.createDirectories(work.resolve("lists/partial"));
      Files.createDirectories(work.resolve("cache/archives/partial"));
      Files.writeString(work.resolve("sources.list"), mirror.aptLine(suite));
      apt(work, "update");
      apt(work, ("download " + packages).split(" ", -1));
      try (Stream<Path> files = Files.list(work)) {
        for (Path archive : files.filter(file -> file.toString().endsWith(".deb")).toList()) {
          Run.of(FETCH_LIMIT, "dpkg", "-x", archive.toString(), folder.toString()).succeeded();
        }
      }
    } finally {
      Folders.remove(work);
    }
  }

  private static void apt(Path work, String... action) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "apt-get",
                "-o",
                "Dir::Etc::sourcelist=" + work.resolve("sources.list"),
                "-o",
                "Dir::Etc::sourceparts=-",
                "-o",
                "Dir::State::Lists=" + work.resolve("lists"),
                "-o",
                "Dir::Cache=" + work.resolve("cache"),
                // Root's apt would hand the download to a user who may not enter this folder.
                "-o",
                "APT::Sandbox::User=root",
                "-o",
                "APT::Update::Error-Mode=any"));
    command.addAll(List.of(action));
    Run.of(FETCH_LIMIT, new ProcessBuilder(command).directory(work.toFile())).succeeded();
  }
}
