package dev.remora.inject.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several changes of which one fails; a script plays kubectl. */
class ChangesTest {
  private static final Path EXAMPLE =
      Path.of("src", "test", "resources", "manifests", "json-of-kubectl", "input.json");
  // As long as paths of Linux can be, up to the names of short files.
  private static final int LONG_PATH = 4080;
  private static final int LONG_NAME = 200;

  @TempDir private Path folder = Path.of("");
  private Path kubectl = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void writeScript() throws IOException {
    kubectl = folder.resolve("kubectl");
    Files.writeString(
        kubectl,
        """
        #!/bin/sh
        echo "$@" >> '%s/calls'
        case "$*" in
          *'get '*) exec cat '%s' ;;
          *refused*--dry-run=server*) echo 'denied the request' >&2; exit 1 ;;
          *--dry-run=server*) ;;
          *raced*) echo 'the object has been modified' >&2; exit 1 ;;
        esac
        """
            .formatted(folder, EXAMPLE.toAbsolutePath()));
    Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwx------"));
    file = Files.copy(EXAMPLE, Files.createDirectory(folder.resolve("files")).resolve("a.json"));
  }

  private Command run(String... arguments) {
    return Command.runWith(kubectl.toString(), "", arguments);
  }

  private String calls() throws IOException {
    return Files.readString(folder.resolve("calls"));
  }

  @Test
  void anObjectThatTheClusterRefusesStopsAll() throws IOException {
    Command command =
        run("inject", "-i", file.toString(), "deployment/mysql", "deployment/refused");

    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
    assertThat(command.err())
        .contains("deployment/refused: kubectl patch", "denied the request")
        .contains("cluster:1: Deployment/mysql: would be added");
    assertThat(calls().lines().filter(call -> call.contains("patch deployment")))
        .hasSize(2)
        .allMatch(call -> call.endsWith("--dry-run=server"));
    assertThat(file).hasSameTextualContentAs(EXAMPLE);
    assertThat(folder.resolve("files").toFile().list()).containsExactly("a.json");
  }

  @Test
  void aFileThatCannotBeWrittenStopsAll() throws IOException {
    Path deep = folder;
    while (deep.toString().length() < LONG_PATH) {
      int rest = LONG_PATH - deep.toString().length() - 1;
      deep = deep.resolve("d".repeat(Math.clamp(rest, 1, LONG_NAME)));
    }
    Files.createDirectories(deep);
    // What is written beside it has a longer name.
    Path unwritable = Files.copy(EXAMPLE, deep.resolve("b.json"));

    Command command =
        run("inject", "-i", file.toString(), unwritable.toString(), "deployment/mysql");

    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
    assertThat(command.err()).contains("b.json: cannot be written", "would be added");
    assertThat(file).hasSameTextualContentAs(EXAMPLE);
    assertThat(folder.resolve("files").toFile().list()).containsExactly("a.json");
    assertThat(calls()).doesNotContainPattern("patch-file=\\S+\n");
  }

  @Test
  void whatWasDoneBeforeAFailureIsTold() throws IOException {
    Command command = run("inject", "-i", file.toString(), "deployment/mysql", "deployment/raced");

    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
    assertThat(command.err())
        .contains("deployment/raced: kubectl patch", "has been modified")
        .contains("changed before that: deployment/mysql\n");
    assertThat(file).hasSameTextualContentAs(EXAMPLE);
  }

  @Test
  void allAreMadeIfNoneFails() throws IOException {
    Command command = run("inject", "-i", file.toString(), "deployment/mysql", "deploy/other");

    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.err()).contains("Deployment/mysql: added").doesNotContain("would be");
    assertThat(calls()).containsPattern("patch deploy/other .*json\n");
    assertThat(Files.readString(file)).contains("mysqld-exporter");
    assertThat(folder.resolve("files").toFile().list()).containsExactly("a.json");
  }

  @Test
  void aDryRunSaysWhatWouldBe() throws IOException {
    Command command = run("inject", "-i", "--dry-run", file.toString(), "deployment/mysql");

    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.err()).contains("cluster:1: Deployment/mysql: would be added");
    assertThat(file).hasSameTextualContentAs(EXAMPLE);
    assertThat(run("inject", "deployment/mysql", "-o", "patch").err()).contains("would be added");
    assertThat(run("check", "deployment/mysql").out()).contains("would be added");
  }

  /** They would be printed of nothing, and it would look as if all were done. */
  @Test
  void objectsHaveNoTextThatCouldBePrinted() throws IOException {
    for (String format : new String[] {"diff", "json"}) {
      Command command = run("inject", "deployment/mysql", "-o", format);

      assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
      assertThat(command.err())
          .contains("deployment/mysql: --output=%s is for texts".formatted(format))
          .doesNotContain("added");
      assertThat(command.out()).isEmpty();
    }
  }

  @Test
  void aMistakeInAFlagIsFoundBeforeAnythingIsWritten() throws IOException {
    Command command = run("inject", "-i", file.toString(), "deployment/mysql", "--report=xml");

    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
    assertThat(command.err()).contains("--report=xml: one of text, json is due");
    assertThat(file).hasSameTextualContentAs(EXAMPLE);
    assertThat(calls()).doesNotContain("patch");
  }
}
