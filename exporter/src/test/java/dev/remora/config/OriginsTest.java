package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginsTest {
  private static final List<Flag> FLAGS = Flags.all(Catalog.collectors());

  @TempDir private Path folder;

  @Test
  void nameFileAndLineFlagAndVariable() throws Exception {
    Path file = file("[client]\nuser = $WHO\n\nssl-ca =\n[client.two]\nport = 3307\n");
    Map<String, String> environment =
        Map.of("MYSQLD_EXPORTER_PASSWORD", "hidden", "WHO", "someone");

    assertThat(
            section(
                "client.two",
                environment,
                "--config.my-cnf=" + file,
                "--mysqld.address=db.example:3306"))
        .containsExactly(
            new Origin("host", "db.example", "flag --mysqld.address"),
            new Origin("port", "3307", file + ":6"),
            new Origin("user", "someone", file + ":2"),
            new Origin("ssl-ca", "", file + ":4"),
            new Origin("password", "(set)", "environment MYSQLD_EXPORTER_PASSWORD"));
  }

  @Test
  void nameTheDefaults() throws Exception {
    Path file = file("[client]\nuser = a\npassword = hidden\n");

    assertThat(section("client", Map.of(), "--config.my-cnf=" + file))
        .containsExactly(
            new Origin("host", "localhost", "default"),
            new Origin("port", "3306", "default"),
            new Origin("user", "a", file + ":2"),
            new Origin("password", "(set)", file + ":3"));
  }

  @Test
  void nameAPasswordsFileButNotWhatItHolds() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "hidden\n");
    Path file = file("[client]\nuser = a\npassword-file = " + secret + "\n");

    assertThat(section("client", Map.of(), "--config.my-cnf=" + file))
        .contains(new Origin("password-file", secret.toString(), file + ":3"))
        .noneMatch(origin -> origin.value().contains("hidden"));
  }

  @Test
  void nameTheDataSourceName() throws Exception {
    Map<String, String> environment =
        Map.of("DATA_SOURCE_NAME", "u:$PW@(db:3307)/?tls=skip-verify", "PW", "hidden");

    assertThat(section("client", environment))
        .containsExactly(
            new Origin("address", "db:3307", "environment DATA_SOURCE_NAME"),
            new Origin("user", "u", "environment DATA_SOURCE_NAME"),
            new Origin("password", "(set)", "environment DATA_SOURCE_NAME"),
            new Origin("tls", "UNVERIFIED", "environment DATA_SOURCE_NAME"));
  }

  @Test
  void tellFlagsFromDefaults() throws Exception {
    CommandLine line =
        CommandLine.parse(
            List.of(
                "--no-collect.slave_status", "--web.listen-address=:1", "--web.listen-address=:2"),
            FLAGS);

    assertThat(new Origins(line, Map.of(), "flag").flags(FLAGS))
        .contains(
            new Origin("--collect.slave_status", "false", "flag"),
            new Origin("--web.listen-address", ":1, :2", "flag"),
            new Origin("--log.level", "info", "default"))
        .noneMatch(origin -> origin.name().equals("--help"))
        .hasSize(FLAGS.size() - 2);
  }

  private List<Origin> section(String section, Map<String, String> environment, String... flags)
      throws ConfigurationException {
    CommandLine line = CommandLine.parse(List.of(flags), FLAGS);
    Sections sections = SettingsReader.sections(line, environment);
    return new Origins(line, environment, "flag")
        .section(section, sections.target(section).orElseThrow());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("my.cnf"), text);
  }
}
