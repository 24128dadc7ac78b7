package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The manual says what the program takes. To write it anew:
 *
 * <pre>mvn -pl exporter -am test -Dtest=FlagsPageTest -Dgolden.write=true \
 *     -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class FlagsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "flags.md");

  @Test
  void isUpToDate() throws IOException {
    String page = FlagsPage.of(Catalog.collectors());
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE).as("stale: see the comment of this test").content().isEqualTo(page);
  }
}
