package dev.remora.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.catalog.Catalog;
import dev.remora.config.ConfigurationException;
import dev.remora.config.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvocationTest {
  @TempDir private Path folder;

  @Test
  void takesTheFlagsOfTheSidecarThatIsProcessOne() throws Exception {
    Path command = processOne("java", "-cp", "a.jar", "dev.remora.cli.Main", "--collect.heartbeat");

    Invocation invocation = read(command, "--format=json");

    assertThat(invocation.flagsFrom()).isEqualTo(FlagsFrom.RUNNING);
    assertThat(invocation.line().isOn("collect.heartbeat")).isTrue();
    assertThat(invocation.line().value("format")).isEqualTo("json");
  }

  @Test
  void takesThemFromASidecarWithoutFlags() throws Exception {
    assertThat(read(processOne("java", "dev.remora.cli.Main")).flagsFrom())
        .isEqualTo(FlagsFrom.RUNNING);
  }

  @Test
  void takesItsOwnFlagsWhereThereAreAny() throws Exception {
    Path command = processOne("java", "dev.remora.cli.Main", "--collect.heartbeat");

    Invocation invocation = read(command, "--collect.slave_hosts");

    assertThat(invocation.flagsFrom()).isEqualTo(FlagsFrom.COMMAND_LINE);
    assertThat(invocation.line().isOn("collect.heartbeat")).isFalse();
  }

  @Test
  void takesNoFlagsOfOtherPrograms() throws Exception {
    for (Path command :
        List.of(
            processOne("/sbin/init", "--collect.heartbeat"),
            processOne("java", "dev.remora.cli.Main", "check", "--collect.heartbeat"),
            folder.resolve("nothing"))) {
      assertThat(read(command).flagsFrom()).isEqualTo(FlagsFrom.COMMAND_LINE);
    }
  }

  @Test
  void logsInByASectionAtAnotherAddress() throws Exception {
    Path file = folder.resolve("my.cnf");
    Files.writeString(file, "[client]\nuser = a\n[client.two]\nuser = b\nport = 3307\n");
    String flag = "--config.my-cnf=" + file;

    Invocation two = read(folder, flag, "--section=client.two");
    Invocation other = read(folder, flag, "--section=client.two", "--target=db:3308");
    Invocation none = read(folder, flag, "--section=three");

    assertThat(two.target(SettingsReader.sections(two.line(), Map.of())))
        .satisfies(target -> {
          assertThat(target.user()).isEqualTo("b");
          assertThat(target.address()).hasToString("localhost:3307");
        });
    assertThat(other.target(SettingsReader.sections(other.line(), Map.of())).address())
        .hasToString("db:3308");
    assertThatThrownBy(() -> none.target(SettingsReader.sections(none.line(), Map.of())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--section \"three\"");
  }

  @Test
  void takesSecondsForItsPatience() throws Exception {
    assertThat(read(folder, "--timeout=0.5").patience()).isEqualTo(Duration.ofMillis(500));
    assertThatThrownBy(() -> read(folder, "--timeout=soon").patience())
        .hasMessageContaining("--timeout \"soon\"");
  }

  private static Invocation read(Path processOne, String... arguments)
      throws ConfigurationException {
    return Invocation.read(
        Subcommand.CHECK, List.of(arguments), Map.of(), Catalog.collectors(), processOne);
  }

  private Path processOne(String... words) throws IOException {
    Path file = Files.createTempFile(folder, "cmdline", "");
    return Files.writeString(file, String.join("\0", words) + "\0");
  }
}
