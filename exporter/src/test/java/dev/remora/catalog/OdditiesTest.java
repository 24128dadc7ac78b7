package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The reference's oddities that concern collectors, kept, mended or decided as docs/migration.md
 * says: each has a test that is tagged with its number.
 */
class OdditiesTest {
  private static final Pattern TAG = Pattern.compile("@Tag\\(\"(Q[0-9]+)\"\\)");

  @Test
  void haveATestEach() throws IOException {
    Set<String> tags = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      for (Path file : files.filter(OdditiesTest::isTest).toList()) {
        TAG.matcher(Files.readString(file)).results().forEach(tag -> tags.add(tag.group(1)));
      }
    }

    // Up to 25 they are of the page, from 30 on of single collectors. Q21, a fault in a collector,
    // needs a collector with a fault; Q65 has no effect.
    assertThat(tags)
        .containsAll(
            IntStream.concat(IntStream.rangeClosed(20, 25), IntStream.rangeClosed(30, 70))
                .filter(number -> number != 21 && number != 65)
                .mapToObj(number -> "Q" + number)
                .toList());
  }

  private static boolean isTest(Path file) {
    return file.toString().matches(".*/src/test/java/.*(Test|IT)\\.java");
  }
}
