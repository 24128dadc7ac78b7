package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.FreePort;
import dev.remora.servers.Program;
import dev.remora.servers.Run;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's mistake ends the program with one line that names it, and without a secret. */
class CommandLineIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  // The start log's other lines may come before the mistake is found.
  private static final Pattern START_LOG =
      Pattern.compile(".*\\blevel=(INFO|DEBUG|info|debug)\\b.*");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "--collect.nonsense, --collect.nonsense",
    "--exporter.lock_wait_timeout=soon, lock_wait_timeout",
    "--exporter.max_open_connections=0, max_open_connections",
    "--config.my-cnf, config.my-cnf",
    "--collect.global_status=true, collect.global_status",
    "extra, extra",
    "--log.level=loud, log.level",
    "--mysqld.address=localhost, mysqld.address",
    "--web.telemetry-path=metrics, web.telemetry-path"
  })
  void namesTheFlag(String argument, String named) {
    assertMistake(run(Program.remora().with("--mysqld.username=nobody", argument)), named);
  }

  @Test
  void pointsAtTheHelp() {
    assertMistake(
        run(Program.remora().with("--mysqld.username=nobody", "--collect.nonsense")), "--help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"user:secret@host:3306/", "user:secret@(host:3306)", "user:secret@(host:3306/"})
  void namesTheVariableAndNotThePassword(String text) {
    Run run = run(Program.remora().withVariable("DATA_SOURCE_NAME", text));

    assertMistake(run, "DATA_SOURCE_NAME");
    assertThat(run.stderr()).noneMatch(line -> line.contains("secret"));
    assertThat(run.stdout()).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void namesAFileThatCannotBeRead() throws IOException {
    // A folder, because to root every file is readable.
    Path unreadable = Files.createDirectory(folder.resolve("my.cnf"));

    Run run = run(Program.remora().with("--config.my-cnf=" + unreadable));

    assertMistake(run, unreadable.toString());
  }

  @Test
  void namesTheFileAndLineOfASyntaxError() throws IOException {
    Path file = folder.resolve("my.cnf");
    Files.writeString(file, "[client]\nuser = a\n[broken\npassword = secret\n");

    Run run = run(Program.remora().with("--config.my-cnf=" + file));

    assertMistake(run, file.toString());
    assertThat(mistakes(run).getFirst()).contains("3");
    assertThat(run.stderr()).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void namesThePortThatIsInUse() throws IOException {
    try (ServerSocket taken = FreePort.listen(FreePort.pick())) {
      String address = "127.0.0.1:" + taken.getLocalPort();

      Run run =
          run(Program.remora().with("--mysqld.username=nobody", "--web.listen-address=" + address));

      assertMistake(run, address);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "--help", "-h"})
  void answersAQuestionWithZero(String question) {
    Run run = run(Program.remora().with(question));

    assertThat(run.exitCode()).isZero();
    assertThat(Stream.concat(run.stdout().stream(), run.stderr().stream())).isNotEmpty();
  }

  private Run run(Program program) {
    return Run.of(LIMIT, program.in(folder));
  }

  private static void assertMistake(Run run, String named) {
    assertThat(run.exitCode()).as("%s", run.stderr()).isEqualTo(1);
    assertThat(mistakes(run)).hasSize(1).first().asString().contains(named);
    assertThat(run.stderr()).noneMatch(line -> line.matches("\\s+at .*|Exception in thread.*"));
  }

  private static List<String> mistakes(Run run) {
    return run.stderr().stream()
        .filter(line -> !line.isBlank() && !START_LOG.matcher(line).matches())
        .toList();
  }
}
