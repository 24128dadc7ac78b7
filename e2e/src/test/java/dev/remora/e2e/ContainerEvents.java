package dev.remora.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/** What the node's container runtime reports while this is open. */
final class ContainerEvents implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXIT = "/tasks/exit ";
  private static final String NAMESPACE_CHANGED = "/namespaces/update ";

  private final Process process;
  private final AtomicBoolean listens = new AtomicBoolean();
  private final Map<String, Integer> exits = new ConcurrentHashMap<>();

  private ContainerEvents(Process process) {
    this.process = process;
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(() -> lines.lines().forEach(this::read));
  }

  /** Begins to watch; what happens from now on is seen. */
  static ContainerEvents watch() throws IOException {
    ContainerEvents events =
        new ContainerEvents(new ProcessBuilder("ctr", "events").redirectErrorStream(true).start());
    // It does not say when it listens, so something is made to happen until it tells.
    Awaitility.await("ctr events listens")
        .atMost(Lab.PATIENCE)
        .until(() -> {
          new ProcessBuilder("ctr", "namespaces", "label", "k8s.io", "remora-e2e=watches")
              .inheritIO()
              .start()
              .waitFor();
          return events.listens.get();
        });
    return events;
  }

  private void read(String line) {
    int exit = line.indexOf(EXIT);
    if (exit >= 0) {
      try {
        JsonNode event = JSON.readTree(line.substring(exit + EXIT.length()));
        // Zero is left out.
        exits.put(event.path("id").asText(), event.path("exit_status").asInt(0));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else if (line.contains(NAMESPACE_CHANGED)) {
      listens.set(true);
    }
  }

  /**
   * Waits until the first process of each of these containers has ended; the codes with which they
   * did.
   */
  Map<String, Integer> exitCodes(Set<String> containerIds) {
    Awaitility.await("the ends of " + containerIds)
        .atMost(Lab.PATIENCE)
        .until(() -> exits.keySet().containsAll(containerIds));
    Map<String, Integer> codes = new HashMap<>(exits);
    codes.keySet().retainAll(containerIds);
    return codes;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
