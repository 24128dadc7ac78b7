package dev.remora.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.remora.metric.Page;
import dev.remora.metric.Samples;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks Prometheus' own tool, found on PATH or named by {@code -Dpromtool=...}. */
class PromtoolTest {
  private static final int SEEDS = 200;
  private static final int LIMIT_SECONDS = 60;

  @Test
  void findsNothingWrongWithRandomPages(@TempDir Path folder)
      throws IOException, InterruptedException {
    Optional<Path> promtool = promtool();
    assumeTrue(promtool.isPresent(), "promtool is not installed");
    List<Samples> sources = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      sources.addAll(new RandomPage(seed).sources());
    }
    Path page = folder.resolve("page.txt");
    Path said = folder.resolve("said.txt");
    try (OutputStream out = Files.newOutputStream(page)) {
      TextFormat.write(Page.of(sources), out);
    }

    Process process =
        new ProcessBuilder(promtool.orElseThrow().toString(), "check", "metrics")
            .redirectInput(page.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();

    assertThat(ended).isTrue();
    assertThat(Files.readString(said)).isEmpty();
    assertThat(process.exitValue()).isZero();
  }

  private static Optional<Path> promtool() {
    String given = System.getProperty("promtool", "");
    if (!given.isEmpty()) {
      return Optional.of(Path.of(given));
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "promtool"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
