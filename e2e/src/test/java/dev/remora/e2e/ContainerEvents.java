package dev.remora.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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

  /**
   * Waits until the first process of each of these containers ends; the codes with which they did.
   */
  Map<String, Integer> exitCodes(Set<String> containerIds) throws IOException {
    Map<String, Integer> codes = new HashMap<>();
    for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
      int event = line.indexOf(EXIT);
      if (event >= 0) {
        JsonNode exit = new ObjectMapper().readTree(line.substring(event + EXIT.length()));
        String id = exit.path("id").asText();
        if (containerIds.contains(id)) {
          // Zero is left out.
          codes.put(id, exit.path("exit_status").asInt(0));
          if (codes.size() == containerIds.size()) {
            return codes;
          }
        }
      }
    }
    throw new IOException("ctr events ended, and of %s only %s had".formatted(containerIds, codes));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
