package dev.remora.inject.live;

import dev.remora.inject.json.JsonException;
import dev.remora.inject.json.JsonMap;
import dev.remora.inject.json.JsonReader;
import dev.remora.inject.patch.JsonPatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The user's kubectl, with contexts, plugins and credentials that are his: it alone talks to the
 * cluster.
 */
public final class Kubectl {
  private final List<String> command;

  /** Runs this program with these flags before all others. */
  public Kubectl(String program, List<String> flags) {
    command = new ArrayList<>();
    command.add(program);
    command.addAll(flags);
  }

  /** The object as the cluster has it. */
  public Map<String, Object> get(String object) throws KubectlException {
    String text = run(List.of("get", object, "--output=json"));
    try {
      return JsonMap.of(JsonReader.read(text));
    } catch (JsonException e) {
      throw new KubectlException(
          "kubectl get %s printed no JSON: %s".formatted(object, e.getMessage()));
    }
  }

  /** Changes the object. */
  public void patch(String object, JsonPatch patch) throws KubectlException {
    patch(object, patch, List.of());
  }

  /** Has the cluster say whether it would take the change. */
  public void tryPatch(String object, JsonPatch patch) throws KubectlException {
    patch(object, patch, List.of("--dry-run=server"));
  }

  private void patch(String object, JsonPatch patch, List<String> flags) throws KubectlException {
    try {
      // Not as an argument, which everybody on the machine could read.
      Path file = Files.createTempFile("remora-", ".json");
      try {
        Files.writeString(file, patch.compact());
        List<String> arguments =
            new ArrayList<>(List.of("patch", object, "--type=json", "--patch-file=" + file));
        arguments.addAll(flags);
        run(arguments);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new KubectlException("the patch cannot be written: " + e.getMessage());
    }
  }

  private String run(List<String> arguments) throws KubectlException {
    List<String> all = new ArrayList<>(command);
    all.addAll(arguments);
    try {
      Process process = new ProcessBuilder(all).start();
      process.getOutputStream().close();
      FutureTask<String> errors = new FutureTask<>(() -> text(process.getErrorStream()));
      Thread.ofVirtual().start(errors);
      String printed = text(process.getInputStream());
      int code = process.waitFor();
      if (code != 0) {
        String what = arguments.getFirst() + " " + arguments.get(1);
        throw new KubectlException(
            "kubectl %s ended with %d: %s".formatted(what, code, errors.get().strip()));
      }
      return printed;
    } catch (IOException | ExecutionException e) {
      throw new KubectlException("kubectl cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KubectlException("interrupted");
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
