package dev.remora.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Java runtime of only the modules that the sidecar uses, made by jlink of the running JDK. */
final class LinkedRuntime {
  // The driver would also take management, naming and Kerberos, for what a sidecar never does.
  private static final List<String> MODULES = List.of("java.base", "java.sql", "jdk.httpserver");

  private LinkedRuntime() {}

  static void link(Path folder) throws IOException, InterruptedException {
    Path stamp = folder.resolve("modules.txt");
    String wanted = System.getProperty("java.runtime.version") + " " + String.join(",", MODULES);
    if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
      return;
    }
    Folders.delete(folder);
    Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
    Process process =
        new ProcessBuilder(
                jlink.toString(),
                "--add-modules",
                String.join(",", MODULES),
                "--vm=server",
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                folder.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("jlink failed; what it said stands above");
    }
    Files.writeString(stamp, wanted);
  }
}
