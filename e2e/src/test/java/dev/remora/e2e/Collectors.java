package dev.remora.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The collectors, as their page of documentation lists them. */
final class Collectors {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| \\[([^\\]]+)\\]\\([^)]*\\) \\| off \\|");

  private Collectors() {}

  static List<String> offByDefault() throws IOException {
    return ROW.matcher(Files.readString(Path.of("../docs/collectors.md")))
        .results()
        .map(row -> row.group(1))
        .toList();
  }
}
