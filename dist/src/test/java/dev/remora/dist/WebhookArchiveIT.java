package dev.remora.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The archive holds what the webhook needs, wherever its certificate comes from. */
class WebhookArchiveIT {
  private static final Path PROGRAM = Path.of("target/remora/bin/remora-webhook").toAbsolutePath();
  // The JVM keeps none of picocli in an archive, which is compiled for Java 5, and no events.
  private static final Pattern MISSING =
      Pattern.compile(
          " (?!jdk\\.internal\\.event\\.)\\S+ source: (jrt:/|\\S+remora-(injector|serving)\\.jar)");
  private static final String FROM_ARCHIVE = "shared objects file";

  @Test
  void isEnough() throws IOException, InterruptedException {
    List<String> loaded = WebhookTraining.run(PROGRAM, "-Xlog:class+load:file=");

    assertThat(loaded).filteredOn(line -> line.contains(FROM_ARCHIVE)).isNotEmpty();
    assertThat(loaded)
        .filteredOn(line -> MISSING.matcher(line).find())
        .filteredOn(line ->
            WebhookTraining.CHANCE.stream()
                .noneMatch(name -> line.contains(" " + name.replace('/', '.') + " ")))
        .isEmpty();
  }
}
