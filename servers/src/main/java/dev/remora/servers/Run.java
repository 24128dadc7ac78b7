package dev.remora.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A command that ran to its end, and what it said. */
public record Run(int exitCode, List<String> stdout, List<String> stderr) {
  public Run {
    stdout = List.copyOf(stdout);
    stderr = List.copyOf(stderr);
  }

  public static Run of(Duration limit, String... command) {
    return of(limit, new ProcessBuilder(command));
  }

  public static Run of(Duration limit, ProcessBuilder builder) {
    return of(limit, builder, InputStream.nullInputStream());
  }

  /**
   * Feeds all of {@code stdin} to the command; a command that does not end within the limit is
   * killed.
   */
  public static Run of(Duration limit, ProcessBuilder builder, InputStream stdin) {
    try {
      Process process = builder.start();
      CompletableFuture<List<String>> stdout = linesOf(process.getInputStream());
      CompletableFuture<List<String>> stderr = linesOf(process.getErrorStream());
      feed(process, stdin);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            "%s did not end within %s: %s".formatted(builder.command(), limit, stderr.join()));
      }
      return new Run(process.exitValue(), stdout.join(), stderr.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** This run, when the command succeeded; otherwise an error with the end of what it said. */
  public Run succeeded() {
    if (exitCode != 0) {
      List<String> end = stderr.subList(Math.max(0, stderr.size() - 10), stderr.size());
      throw new IllegalStateException("exit code " + exitCode + ": " + String.join("\n", end));
    }
    return this;
  }

  private static void feed(Process process, InputStream stdin) {
    try (var sink = process.getOutputStream()) {
      stdin.transferTo(sink);
    } catch (IOException ignored) {
      // The command ended before it read everything: its exit code tells the story.
    }
  }

  private static CompletableFuture<List<String>> linesOf(InputStream stream) {
    CompletableFuture<List<String>> lines = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try (stream) {
        String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        lines.complete(text.lines().toList());
      } catch (IOException e) {
        lines.completeExceptionally(new CompletionException(e));
      }
    });
    return lines;
  }
}
