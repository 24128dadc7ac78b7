package dev.remora.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sidecar that is process 1 of this container, if there is one: who runs a check with {@code
 * kubectl exec} has its environment, but not its flags.
 */
final class Running {
  /** The command line of process 1, as Linux shows it. */
  static final Path COMMAND = Path.of("/proc/1/cmdline");

  private static final String MAIN = "dev.remora.cli.Main";

  private static final Path OWN_BADNESS = Path.of("/proc/self/oom_score_adj");
  private static final String WORST = "1000";

  private Running() {}

  /**
   * Has the kernel end this process first where memory is short: the container's limit is made for
   * the sidecar alone.
   */
  static void yieldMemory() {
    try {
      Files.writeString(OWN_BADNESS, WORST);
    } catch (IOException e) {
      // Not Linux, or not ours to say.
    }
  }

  /** The flags that it was started with; empty where process 1 is something else. */
  static Optional<List<String>> flags(Path command) {
    List<String> words;
    try {
      words = Stream.of(Files.readString(command).split("\0", -1)).toList();
    } catch (IOException e) {
      // Not Linux, or not ours to see.
      return Optional.empty();
    }
    int main = words.indexOf(MAIN);
    // Behind the last word, too, there is a zero.
    List<String> flags = main < 0 ? List.of() : words.subList(main + 1, words.size() - 1);
    // A check may itself be process 1.
    boolean sidecar = main >= 0 && (flags.isEmpty() || !Subcommand.is(flags.getFirst()));
    return sidecar ? Optional.of(List.copyOf(flags)) : Optional.empty();
  }
}
