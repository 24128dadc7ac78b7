package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** {@code kubectl remora} of the distribution, linked from a folder in the PATH. */
final class Plugin implements AutoCloseable {
  private static final Path PROGRAM = Path.of("../dist/target/remora/bin/kubectl-remora");

  private final Path folder;
  private final Path link;

  Plugin() throws IOException {
    folder = Files.createTempDirectory("plugin");
    link = Files.createSymbolicLink(folder.resolve("kubectl-remora"), PROGRAM.toRealPath());
  }

  private Map<String, String> variables() {
    return Map.of("PATH", folder + ":" + System.getenv("PATH"));
  }

  /** Runs {@code kubectl remora} with these arguments; fails the test if it fails. */
  String run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "remora";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Kubectl.Result result = Kubectl.anywhere().attempt("", variables(), all);
    assertThat(result.code())
        .as("kubectl %s: %s", String.join(" ", all), result.printed())
        .isZero();
    return result.printed();
  }

  /** Runs a line of a shell, in which every program has to end well. */
  String pipe(String line) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-o", "pipefail", "-c", line).redirectErrorStream(true);
    builder.environment().putAll(variables());
    Process process = builder.start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", line, printed).isZero();
    return printed;
  }

  @Override
  public void close() throws IOException {
    Files.delete(link);
    Files.delete(folder);
  }
}
