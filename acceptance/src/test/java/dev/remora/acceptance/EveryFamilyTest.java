package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Each family of the reference is on one of the golden pages, with its type. Where the server
 * decides a part of the name, {@code <name>} stands for it.
 */
class EveryFamilyTest {
  private static final Path PAGES = Path.of("src", "test", "resources", "recorded");
  private static final Set<String> SERVED = types();

  @ParameterizedTest
  @CsvFileSource(resources = "/families.csv", numLinesToSkip = 1)
  void isServed(String family, String type) {
    Pattern line =
        Pattern.compile("# TYPE " + family.replace("<name>", "[a-zA-Z0-9_]+") + " " + type);

    assertThat(SERVED).anyMatch(served -> line.matcher(served).matches());
  }

  private static Set<String> types() {
    try (Stream<Path> files = Files.list(PAGES)) {
      List<Path> pages = files.filter(file -> file.toString().endsWith(".metrics")).toList();
      return pages.stream()
          .flatMap(EveryFamilyTest::lines)
          .filter(line -> line.startsWith("# TYPE "))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> lines(Path page) {
    try {
      return Files.readAllLines(page).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
