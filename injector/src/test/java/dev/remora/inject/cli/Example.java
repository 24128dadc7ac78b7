package dev.remora.inject.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A manifest as people write it, in a folder of its own: {@code input.yaml} or {@code input.json},
 * {@code expected} with the same ending, {@code report.json}, and {@code arguments} where flags
 * were given.
 */
record Example(Path folder) {
  private static final Path ALL = Path.of("src", "test", "resources", "manifests");

  static List<Example> all() throws IOException {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders.sorted().map(Example::new).toList();
    }
  }

  String input() throws IOException {
    return Files.readString(folder.resolve("input" + ending()));
  }

  String expected() throws IOException {
    return Files.readString(expectedFile());
  }

  Path expectedFile() {
    return folder.resolve("expected" + ending());
  }

  Path reportFile() {
    return folder.resolve("report.json");
  }

  List<String> arguments() throws IOException {
    Path file = folder.resolve("arguments");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private String ending() {
    return Files.exists(folder.resolve("input.json")) ? ".json" : ".yaml";
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
