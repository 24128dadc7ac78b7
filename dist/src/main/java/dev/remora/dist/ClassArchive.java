package dev.remora.dist;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The archive of loaded and linked classes that the sidecar maps at its start instead of loading
 * them, the same byte for byte whenever it is made of the same classes.
 *
 * <p>The JVM writes its clock into every soft reference on the archived heap, and checksums over
 * all. Two dumps differ by exactly that, so what differs is set to zero: to a soft reference that
 * means not used lately, and checksums are verified only on demand.
 */
final class ClassArchive {
  private static final int HEADER_BYTES = 4096;
  private static final int MOST_WORDS = 512;

  private ClassArchive() {}

  /**
   * Makes the archive.
   *
   * @param home the folder of the distribution, with its runtime and its jars
   * @param made the time that files get: the archive names the time of each jar
   */
  static void make(Path home, List<String> jars, Path archive, Path program, Instant made)
      throws IOException, InterruptedException {
    List<Path> paths = jars.stream().map(home.resolve("lib")::resolve).toList();
    Path work = Files.createTempDirectory("remora-archive");
    try {
      List<String> loaded = new ArrayList<>();
      for (Path each : Training.run(program, work)) {
        loaded.addAll(Files.readAllLines(each));
      }
      make(home, paths, loaded, archive, made);
    } finally {
      Folders.delete(work);
    }
  }

  /** The same of what was loaded before, whatever loaded it. */
  static void make(Path home, List<Path> paths, List<String> loaded, Path archive, Instant made)
      throws IOException, InterruptedException {
    Path runtime = home.resolve("runtime");
    for (Path path : paths) {
      Files.setLastModifiedTime(path, FileTime.from(made));
    }
    Files.setLastModifiedTime(runtime.resolve("lib/modules"), FileTime.from(made));

    Path work = Files.createTempDirectory("remora-archive");
    try {
      Path list = work.resolve("classes.lst");
      Files.write(list, new ClassList(loaded).lines(runtime, paths));
      Path first = dump(runtime, paths, list, work.resolve("first.jsa"));
      Path second = dump(runtime, paths, list, work.resolve("second.jsa"));
      settle(first, second);
      Files.move(first, archive, StandardCopyOption.REPLACE_EXISTING);
      Files.setLastModifiedTime(archive, FileTime.from(made));
    } finally {
      Folders.delete(work);
    }
  }

  /** Dumps an archive of the classes in a list; its paths are relative to the runtime's folder. */
  static Path dump(Path runtime, List<Path> jars, Path list, Path archive)
      throws IOException, InterruptedException {
    // Relative, so that the archive does not tell where it was made; the JVM wants one folder of
    // all.
    Path home = runtime.resolveSibling("");
    String classPath =
        jars.stream().map(jar -> home.relativize(jar).toString()).collect(Collectors.joining(":"));
    Commands.run(
        new ProcessBuilder(
                runtime.resolve("bin/java").toString(),
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + archive,
                "-XX:+AOTClassLinking",
                // A table of texts that has to grow does so beside the dump, at any moment of it.
                "-XX:StringTableSize=65536",
                // Softly held forms of lambdas come and go by the clock otherwise, and archives
                // differ.
                "-XX:SoftRefLRUPolicyMSPerMB=1000000",
                "-cp",
                classPath)
            .directory(home.toFile()));
    return archive;
  }

  private static void settle(Path first, Path second) throws IOException {
    ByteBuffer one = ByteBuffer.wrap(Files.readAllBytes(first)).order(ByteOrder.nativeOrder());
    ByteBuffer other = ByteBuffer.wrap(Files.readAllBytes(second)).order(ByteOrder.nativeOrder());
    if (one.capacity() != other.capacity()) {
      throw new IOException("two dumps of the same classes have different sizes");
    }
    int words = 0;
    for (int at = 0; at < HEADER_BYTES; at += Integer.BYTES) {
      if (one.getInt(at) != other.getInt(at)) {
        one.putInt(at, 0);
        words++;
      }
    }
    for (int at = HEADER_BYTES; at < one.capacity(); at += Long.BYTES) {
      if (one.getLong(at) != other.getLong(at)) {
        one.putLong(at, 0);
        words++;
      }
    }
    if (words > MOST_WORDS) {
      throw new IOException(
          "two dumps of the same classes differ in %d words, more than clocks explain"
              .formatted(words));
    }
    Files.write(first, one.array());
  }
}
