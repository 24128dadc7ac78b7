package dev.remora.self;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcFileTest {
  @TempDir private Path folder;

  @Test
  void readsWhatTheFileSaysNow() throws IOException {
    Path path = folder.resolve("stat");
    Files.writeString(path, "first, and longer");
    ProcFile file = new ProcFile(path);

    assertThat(file.read()).isEqualTo("first, and longer");
    Files.writeString(path, "second");
    assertThat(file.read()).isEqualTo("second");
    assertThat(file.read()).isEqualTo("second");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8191, 8192, 8193, 100_000})
  void readsFilesOfAnyLength(int length) throws IOException {
    Path path = folder.resolve("netstat");
    Files.writeString(path, "x".repeat(length));

    assertThat(new ProcFile(path).read()).hasSize(length);
  }

  @Test
  void isEmptyWhereThereIsNone() {
    assertThat(new ProcFile(folder.resolve("none")).read()).isEmpty();
    assertThat(new ProcFile(folder).read()).isEmpty();
  }
}
