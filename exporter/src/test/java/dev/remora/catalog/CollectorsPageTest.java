package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The manual says what the catalog says. To write it anew:
 *
 * <pre>mvn -pl exporter -am test -Dtest=CollectorsPageTest -Dgolden.write=true \
 *     -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class CollectorsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "collectors.md");

  @Test
  void isUpToDate() throws IOException {
    String page = CollectorsPage.of(Catalog.collectors());
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(PAGE.resolveSibling("."));
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE).as("stale: see the comment of this test").content().isEqualTo(page);
  }
}
