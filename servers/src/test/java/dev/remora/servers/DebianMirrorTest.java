package dev.remora.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianMirrorTest {
  @TempDir private Path folder;

  @Test
  void findsTheMirrorAmongStanzas() throws IOException {
    Path file =
        source(
            "a.sources",
            """
            # A comment.
            Types: deb
            URIs: http://other.example/x
            Suites: nodistro
            Components: main

            Types: deb deb-src
            URIs: http://mirror.example/debian
            Suites: bookworm bookworm-updates
            Components: main contrib
            """);

    assertThat(DebianMirror.among(List.of(file), "bookworm"))
        .contains(new DebianMirror("http://mirror.example/debian"));
  }

  @Test
  void findsTheMirrorAmongLines() throws IOException {
    Path file =
        source(
            "sources.list",
            """
            # deb http://no.example/debian bookworm main
            deb-src http://no.example/debian bookworm main
            deb [arch=amd64 signed-by=/a/b.gpg] http://mirror.example/debian bookworm main contrib
            """);

    assertThat(DebianMirror.among(List.of(file), "bookworm"))
        .contains(new DebianMirror("http://mirror.example/debian"));
  }

  @Test
  void findsNoneWhereAnotherReleaseIsInstalled() throws IOException {
    Path file = source("sources.list", "deb http://mirror.example/debian trixie main\n");

    assertThat(DebianMirror.among(List.of(file), "bookworm")).isEmpty();
  }

  private Path source(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
