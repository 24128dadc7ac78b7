package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program kubectl, with the cluster and the credentials that it finds by itself. */
final class Kubectl {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> always;

  private Kubectl(List<String> always) {
    this.always = always;
  }

  static Kubectl anywhere() {
    return new Kubectl(List.of());
  }

  static Kubectl in(String namespace) {
    return new Kubectl(List.of("--namespace", namespace));
  }

  /**
   * What a command did.
   *
   * @param printed all that it printed, errors included
   */
  record Result(int code, String printed) {}

  /** Runs it to its end; fails the test if it fails. */
  String run(String... arguments) {
    Result result = attempt("", Map.of(), arguments);
    assertThat(result.code())
        .as("kubectl %s: %s", String.join(" ", arguments), result.printed())
        .isZero();
    return result.printed();
  }

  /** The same with text on standard input. */
  String feed(String input, String... arguments) {
    Result result = attempt(input, Map.of(), arguments);
    assertThat(result.code())
        .as("kubectl %s: %s", String.join(" ", arguments), result.printed())
        .isZero();
    return result.printed();
  }

  /** An object or a list of them. */
  JsonNode json(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--output=json");
    try {
      return JSON.readTree(run(all.toArray(String[]::new)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Result attempt(String input, Map<String, String> variables, String... arguments) {
    try {
      Path in = Files.createTempFile("kubectl", ".in");
      try {
        Files.writeString(in, input);
        ProcessBuilder builder = start(arguments).redirectInput(in.toFile());
        builder.environment().putAll(variables);
        Process process = builder.redirectErrorStream(true).start();
        String printed =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), printed);
      } finally {
        Files.delete(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** For a command that goes on. */
  ProcessBuilder start(String... arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(always);
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
