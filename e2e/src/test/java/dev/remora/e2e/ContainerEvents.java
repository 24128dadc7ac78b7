package dev.remora.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the node's container runtime reports while this is open. */
final class ContainerEvents implements AutoCloseable {
  private static final String EXIT = "/tasks/exit ";

  private final Process process;
  private final BufferedReader lines;

  private ContainerEvents(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  static ContainerEvents watch() throws IOException {
    return new ContainerEvents(
        new ProcessBuilder("ctr", "events").redirectErrorStream(true).start());
  }

  /** Waits until the first process of a container ends; the code with which it did. */
  int exitCode(String containerId) throws IOException {
    for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
      int event = line.indexOf(EXIT);
      if (event >= 0) {
        JsonNode exit = new ObjectMapper().readTree(line.substring(event + EXIT.length()));
        if (exit.path("id").asText().equals(containerId)) {
          // Zero is left out.
          return exit.path("exit_status").asInt(0);
        }
      }
    }
    throw new IOException("ctr events ended before " + containerId + " did");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
