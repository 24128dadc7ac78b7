package dev.remora.inject.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.json.JsonReader;
import dev.remora.inject.manifest.Documents;
import dev.remora.inject.plan.Pointer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed: that it is whole, that programs can read it, that terminals survive it. */
class OutputTest {
  @TempDir private Path folder = Path.of("");

  private static String deployment(String metadata) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      %s
    spec:
      template:
        spec:
          containers:
          - name: mysql
            image: mysql:8.0
            env:
            - name: MYSQL_ALLOW_EMPTY_PASSWORD
              value: "1"
            ports:
            - containerPort: 3306
    """
        .formatted(metadata);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inject", "explain", "check", "uninject"})
  void oneThatCannotBeWrittenIsAMistake(String command) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(deployment("name: db").getBytes(StandardCharsets.UTF_8)),
            new PrintStream(full, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            "/nonexistent/kubectl");

    int code = Main.run(console, command, "-");

    assertThat(code).isEqualTo(ExitCodes.MISTAKE);
    assertThat(err.toString(StandardCharsets.UTF_8)).containsOnlyOnce("output cannot be written");
  }

  @Test
  void aKustomizationNamesItsTargetsWholly() throws Exception {
    Command command =
        Command.reading(deployment("{name: db, namespace: lab}"), "inject", "-", "-o", "kustomize");

    assertThat(command.code()).as(command.err()).isZero();
    assertThat(Pointer.of("patches", "0", "target").in(JsonReader.read(command.out())))
        .hasToString("Optional[{group=apps, version=v1, kind=Deployment, name=db, namespace=lab}]");
  }

  /** A target without a name is every object of the kind. */
  @Test
  void aKustomizationIsNotMadeOfWhatHasNoName() {
    Command command =
        Command.reading(deployment("generateName: db-"), "inject", "-", "--output=kustomize");

    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
    assertThat(command.err()).contains("-:1: Deployment has no name");
    assertThat(command.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%YAML 1.2\n---\n",
        "# ours\n\n  # all\r\n%YAML 1.1\n---\n",
        "---\n",
        "# only a comment\n",
        ""
      })
  void textsOneAfterTheOtherAreStillYaml(String start) throws Exception {
    Path one = Files.writeString(folder.resolve("1.yaml"), deployment("name: one"));
    Path two = Files.writeString(folder.resolve("2.yaml"), start + deployment("name: two"));

    Command command = Command.run("inject", one.toString(), two.toString());

    assertThat(command.code()).as(command.err()).isZero();
    assertThat(Documents.of(command.out())).hasSize(2);
    assertThat(command.out()).contains(start);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inject", "explain", "check"})
  void namesDoNotReachTheTerminalAsCommands(String command) {
    String name = "name: \"a\\e[2Jb\\nc: injected\\u202E\"";
    Command result = Command.reading(deployment(name), command, "-");

    String told = command.equals("inject") ? result.err() : result.out();
    assertThat(told)
        .contains("Deployment/a\\u001b[2Jb\\u000ac: injected\\u202e:")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void namesInMistakesDoNotEither() {
    Command command =
        Command.reading(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: \"a\\e[2J\"}\nspec: {containers: 7}\n",
            "inject",
            "-");

    assertThat(command.err()).contains("Pod/a\\u001b[2J").doesNotContain("\u001b");
  }
}
