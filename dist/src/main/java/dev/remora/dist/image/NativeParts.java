package dev.remora.dist.image;

import dev.remora.dist.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an image without a system in it needs of the system that builds it. */
final class NativeParts {
  // "libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)", and the loader, which has no arrow.
  private static final Pattern LIBRARY = Pattern.compile("(?m)^\\s+(?:\\S+ => )?(/\\S+) \\(0x");

  private NativeParts() {}

  /** Why this machine cannot build an image; empty if it can. */
  static String missing() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return "an image is built on Linux only";
    }
    for (String program : new String[] {"cc", "ldd"}) {
      if (Stream.of(System.getenv("PATH").split(":"))
          .noneMatch(folder -> Files.isExecutable(Path.of(folder, program)))) {
        return program + " is not installed";
      }
    }
    return "";
  }

  static void compile(Path source, String define, Path program)
      throws IOException, InterruptedException {
    Files.createDirectories(program.getParent());
    Commands.run(
        new ProcessBuilder(
            "cc",
            "-Os",
            "-s",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-Wl,--build-id=none",
            "-D" + define,
            "-o",
            program.toString(),
            source.toString()));
  }

  /**
   * The system's libraries that the programs and libraries in a folder want, the loader among them,
   * at the paths where it looks for them.
   */
  static SortedSet<Path> libraries(Path folder) throws IOException, InterruptedException {
    SortedSet<Path> libraries = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (isElf(file)) {
          Matcher line = LIBRARY.matcher(Commands.run(new ProcessBuilder("ldd", file.toString())));
          while (line.find()) {
            Path library = Path.of(line.group(1));
            if (!library.toRealPath().startsWith(folder.toRealPath())) {
              libraries.add(library);
            }
          }
        }
      }
    }
    return libraries;
  }

  private static boolean isElf(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(4);
      return start.length == 4 && start[0] == 0x7f && start[1] == 'E' && start[2] == 'L';
    }
  }
}
