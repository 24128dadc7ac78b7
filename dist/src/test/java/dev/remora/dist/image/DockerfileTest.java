package dev.remora.dist.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two ways to an image set the same things. */
class DockerfileTest {
  private final JsonNode run =
      new ObjectMapper()
          .valueToTree(new ImageSettings(Program.SIDECAR, "1.2.3", Instant.EPOCH).config(List.of()))
          .path("config");

  @Test
  void saysWhatTheArchiveSays() throws IOException {
    assertThat(Files.readAllLines(Path.of("../deploy/Dockerfile")))
        .contains(
            "FROM scratch",
            "USER " + run.path("User").asText(),
            "ENV " + run.at("/Env/0").asText(),
            "EXPOSE " + run.path("ExposedPorts").fieldNames().next(),
            "WORKDIR " + run.path("WorkingDir").asText(),
            "ENTRYPOINT [\"%s\"]".formatted(run.at("/Entrypoint/0").asText()));
  }
}
