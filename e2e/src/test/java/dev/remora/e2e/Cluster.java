package dev.remora.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What the cluster at hand can do. */
final class Cluster {
  private static final Path NOT_RUN = Path.of("target/not-run.txt");

  private Cluster() {}

  /** The second number of its version. */
  static int minor() {
    JsonNode version = Kubectl.anywhere().json("version");
    return Integer.parseInt(
        version.at("/serverVersion/minor").asText().replaceFirst("[^0-9].*", ""));
  }

  /** Goes on from this version; else the check is left out, and the summary names it. */
  static void needs(int minor, String check) {
    int here = minor();
    needs(here >= minor, check, "needs Kubernetes 1.%d, this is 1.%d".formatted(minor, here));
  }

  /** Whether containers of the node can be killed from here. */
  static boolean hasRuntime() {
    return System.getenv("CONTAINERD_ADDRESS") != null;
  }

  /** Goes on where containers of the node can be killed from here. */
  static void needsRuntime(String check) {
    needs(hasRuntime(), check, "needs the container runtime of the node");
  }

  /** Goes on if this is so; else the check is left out, and the summary names it. */
  static void needs(boolean met, String check, String reason) {
    if (!met) {
      try {
        Files.createDirectories(Path.of("target"));
        Files.writeString(
            NOT_RUN,
            "%s: %s%n".formatted(check, reason),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Assumptions.assumeTrue(met, reason);
  }

  /** A container's number without the name of the runtime before it. */
  static String plainId(String containerId) {
    return containerId.replaceFirst(".*//", "");
  }

  /**
   * The most memory that the kernel has counted for a container, where it can be seen from here.
   */
  static OptionalLong memoryPeak(String containerId) throws IOException {
    Path controller = Path.of("/sys/fs/cgroup/memory");
    String folder = plainId(containerId);
    if (!hasRuntime()) {
      return OptionalLong.empty();
    }
    try (Stream<Path> folders =
        Files.find(controller, 12, (path, is) -> path.endsWith(folder) && is.isDirectory())) {
      Path peak = folders.findFirst().orElseThrow().resolve("memory.max_usage_in_bytes");
      return OptionalLong.of(Long.parseLong(Files.readString(peak).strip()));
    }
  }

  /** Ends the first process of a container at once, as the kernel does when memory is short. */
  static void kill(String containerId) throws IOException, InterruptedException {
    signal(containerId, "SIGKILL");
  }

  /** Sends a signal to the first process of a container from outside it. */
  static void signal(String containerId, String signal) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("ctr", "tasks", "kill", "--signal=" + signal, plainId(containerId))
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("ctr could not send %s to %s".formatted(signal, containerId));
    }
  }
}
