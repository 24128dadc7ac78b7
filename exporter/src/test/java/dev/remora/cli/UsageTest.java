package dev.remora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.catalog.Catalog;
import dev.remora.config.Flag;
import dev.remora.config.Flags;
import dev.remora.self.BuildInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageTest {
  private static final List<Flag> FLAGS = Flags.all(Catalog.collectors());

  @Test
  void explainsEveryFlag() {
    String help = Usage.help("remora", FLAGS);

    assertThat(help).startsWith("usage: remora [<flags>]\n");
    assertThat(FLAGS).allSatisfy(flag -> assertThat(help).contains(flag.usage(), flag.help()));
  }

  @Test
  void tellsVersionAndBuild() {
    BuildInfo build = new BuildInfo("1.2.3", "abc", "main", "2026-11-01T00:00:00Z");

    assertThat(Usage.version("mysqld_exporter", build))
        .startsWith("mysqld_exporter, version 1.2.3 (branch: main, revision: abc)\n")
        .contains("\n  build date:       2026-11-01T00:00:00Z\n");
  }
}
