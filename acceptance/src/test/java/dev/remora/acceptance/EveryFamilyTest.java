package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each family of the reference is on one of the golden pages, with its type, and each of the pages'
 * is one of the reference's. Not in the list are those of the reference's own language and library,
 * {@code go_} and {@code promhttp_}, which Remora does not have.
 */
class EveryFamilyTest {
  private static final Path RESOURCES = Path.of("src", "test", "resources");
  private static final Pattern OURS_ALONE =
      Pattern.compile("jvm_.*|mysql_exporter_collector_dropped_samples_total");
  private static final List<Listed> LISTED =
      lines(RESOURCES.resolve("families.csv")).skip(1).map(Listed::of).toList();

  /** A family of the list; {@code <name>} is the part of its name that the server decides. */
  record Listed(String name, String type) {
    private static final String OPEN = "<name>";

    static Listed of(String line) {
      String[] cells = line.split(",", -1);
      return new Listed(cells[0], cells[1]);
    }

    boolean isOpen() {
      return name.contains(OPEN);
    }

    boolean includes(Served family) {
      return family.type.equals(type) && family.name.matches(name.replace(OPEN, "[a-zA-Z0-9_]+"));
    }
  }

  /** A family of a golden page. */
  record Served(String name, String type) {
    private static final Pattern LINE = Pattern.compile("# TYPE (\\S+) (\\S+)");

    static Stream<Served> of(String line) {
      return LINE.matcher(line).results().map(type -> new Served(type.group(1), type.group(2)));
    }

    /** Whether the list has its whole name: then it is no example of an open one. */
    boolean isNamed() {
      return LISTED.stream().anyMatch(listed -> listed.name.equals(name));
    }
  }

  static List<Listed> listed() {
    return LISTED;
  }

  static List<Served> served() {
    try (Stream<Path> files = Files.list(RESOURCES.resolve("recorded"))) {
      return files
          .filter(file -> file.toString().endsWith(".metrics"))
          .flatMap(EveryFamilyTest::lines)
          .flatMap(Served::of)
          .distinct()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("listed")
  void isServed(Listed family) {
    Predicate<Served> counts = family.isOpen() ? Predicate.not(Served::isNamed) : _ -> true;

    assertThat(served().stream().filter(counts)).as("%s", family).anyMatch(family::includes);
  }

  @ParameterizedTest
  @MethodSource("served")
  void isListed(Served family) {
    boolean listed = LISTED.stream().anyMatch(known -> known.includes(family));
    boolean oursAlone = OURS_ALONE.matcher(family.name).matches();

    assertThat(listed || oursAlone).as("%s", family).isTrue();
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
