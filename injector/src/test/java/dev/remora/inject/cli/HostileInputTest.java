package dev.remora.inject.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.remora.inject.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Input that is wrong, or means harm: a clear answer with file and line, and nothing written. */
class HostileInputTest {
  // Far more than any of it takes; a hang would be for ever.
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String POD =
      "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:";

  @TempDir private Path folder = Path.of("");

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("a text for a list", POD + " none\n", 6, "/spec/containers is a text"),
        arguments("a map for a list", POD + "\n    name: x\n", 7, "/spec/containers is a map"),
        arguments("a number for a map", POD + "\n  - 7\n", 7, "/spec/containers/0 is a number"),
        arguments(
            "a list for a text", POD + "\n  - name: [x]\n", 7, "/spec/containers/0/name is a list"),
        arguments(
            "a list for a variable",
            POD + "\n  - name: x\n    env:\n    - name: A\n      value: [1]\n",
            10,
            "/spec/containers/0/env/0/value is a list"),
        arguments(
            "a text for labels",
            "apiVersion: v1\nkind: Pod\nmetadata:\n  labels: x\nspec: {}\n",
            4,
            "/metadata/labels is a text"),
        arguments(
            "a text for a spec", "apiVersion: v1\nkind: Pod\nspec: x\n", 3, "/spec is a text"),
        arguments(
            "a text for a template",
            "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template: x\n",
            4,
            "the Pod template is no map"),
        arguments(
            "a key twice", POD + "\n  - name: a\n    name: b\n", 8, "\"name\" stands here twice"),
        arguments("no object", "- a\n- b\n", 1, "an object of Kubernetes is due"),
        arguments("a word", "hello\n", 1, "an object of Kubernetes is due"),
        arguments(
            "a list of words",
            "apiVersion: v1\nkind: List\nitems:\n- a\n",
            4,
            "an object of Kubernetes is due"),
        arguments("tabs", "a:\n\tb: 1\n", 2, "TAB"),
        arguments("an alias of nothing", "a: *b\n", 1, "anchor"),
        arguments("an open bracket", "a: [1, 2\n", 2, "expected"),
        arguments("a NUL", "a: 1\nb: \u0000\n", 2, "U+0000 is not allowed"),
        arguments("deep brackets", "a: " + "[".repeat(200_000), 1, "nested more than 100 deep"),
        arguments("deep braces", "{a: ".repeat(5_000), 1, "nested more than 100 deep"),
        arguments("deep dashes", "- ".repeat(5_000) + "a\n", 1, "nested more than 100 deep"),
        arguments("a bomb of aliases", POD + bomb(), 8, "unfold to more than an object can be"),
        arguments(
            "a bomb of merge keys", POD + mergeBomb(), 10, "unfold to more than an object can be"),
        arguments(
            "a thing in itself", POD + " &a\n  - name: x\n    env: *a\n", 7, "unfold to more"));
  }

  private static String bomb() {
    return bomb(40);
  }

  private static String bomb(int levels) {
    StringBuilder bomb = new StringBuilder("\n  - &a0 {name: x}\n");
    for (int i = 1; i < levels; i++) {
      bomb.append("  - &a%d {l: [*a%d, *a%d, *a%d]}\n".formatted(i, i - 1, i - 1, i - 1));
    }
    return bomb.toString();
  }

  private static String mergeBomb() {
    StringBuilder bomb = new StringBuilder("\n  - &a0 {name: x}\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("  - &a%d {<<: [*a%d, *a%d]}\n".formatted(i, i - 1, i - 1));
    }
    return bomb.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void isToldWithFileAndLine(String what, String text, int line, String problem)
      throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), text);

    Command command =
        assertTimeoutPreemptively(PATIENCE, () -> Command.run("inject", file.toString()));

    assertThat(command.err())
        .as(what)
        .startsWith("kubectl remora: error: " + file + ":" + line + ":");
    assertThat(command.err()).contains(problem).doesNotContain("\tat ");
    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
    assertThat(command.out()).isEmpty();
  }

  @Test
  void allProblemsAreToldTogether() throws IOException {
    Path one = Files.writeString(folder.resolve("1.yaml"), POD + " none\n---\n" + POD + " none\n");
    Path two = Files.writeString(folder.resolve("2.yaml"), "a: [\n");

    Command command = Command.run("inject", one.toString(), two.toString(), "absent.yaml");

    assertThat(command.err()).contains("absent.yaml: no such file");
    assertThat(Command.run("inject", one.toString(), two.toString()).err())
        .contains(one + ":6:", one + ":13:", two + ":2:");
  }

  @Test
  void whatIsNotUtf8IsNoText() throws IOException {
    byte[] bytes = {'a', ':', ' ', '1', '\n', 'b', ':', ' ', (byte) 0xff, (byte) 0xfe, '\n'};
    Path file = Files.write(folder.resolve("garbage.yaml"), bytes);

    Command command = Command.run("inject", file.toString());

    assertThat(command.err()).contains(file + ":2: not UTF-8");
    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
  }

  @Test
  void tooLongAFileIsNotRead() throws IOException {
    Path file = folder.resolve("long.yaml");
    Files.write(file, "a: 1\n".repeat(10_000_000).getBytes(StandardCharsets.US_ASCII));

    Command command = Command.run("inject", file.toString());

    assertThat(command.err()).contains(file + ":1: more than the 8 MiB that are read");
    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
  }

  /** What has nothing to do with Pods is not unfolded, whatever it is. */
  @Test
  void aBombElsewhereHurtsNobody() {
    String text =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:"
            + bomb()
            + "---\n"
            + POD
            + " []\n";

    Command command = Command.reading(text, "inject", "-");

    assertThat(command.out()).isEqualTo(text);
    assertThat(Command.reading(text, "inject", "-", "--output=json").err()).contains("unfold");
  }

  /** Each of them is no more than an object can be. */
  @Test
  void manySmallBombsAreOne() {
    String text = "---\n" + POD + " []\n  x:" + bomb(11);
    String many = text.repeat(20);

    Command one = Command.reading(text, "inject", "-");
    Command command = Command.reading(many, "inject", "-");

    assertThat(one.code()).as(one.err()).isZero();
    assertThat(command.err()).contains("unfold to more");
    assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
    assertThat(Command.reading(many, "inject", "-", "--output=json").err()).contains("unfold");
  }

  /** Opened by its whole path, which is longer than a path can be; so nobody can, root neither. */
  @Test
  void aFolderThatCannotBeReadIsTold() throws IOException {
    String name = "d".repeat(200);
    Path top = folder.resolve("top");
    Path moved = folder.resolve("moved");
    Path deepest = top;
    Path below = moved;
    for (int i = 0; i < 15; i++) {
      deepest = deepest.resolve(name);
      below = below.resolve(name);
    }
    Files.createDirectories(deepest);
    Files.createDirectories(below);
    Path there = deepest.resolve("moved");
    Files.move(moved, there);
    try {
      Command command = Command.run("inject", top.toString());

      assertThat(command.err()).contains(top + ": cannot be read: ").doesNotContain("fault");
      assertThat(command.code()).isEqualTo(ExitCodes.MISTAKE);
    } finally {
      Files.move(there, moved);
    }
  }

  @Test
  void manyWorkloadsInOneListTakeNoLongerThanManyDocuments() {
    StringBuilder text = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n");
    for (int i = 0; i < 3000; i++) {
      text.append(
          "- apiVersion: v1\n  kind: Pod\n  metadata: {name: p}\n  spec:\n    containers:\n");
      text.append(
          "    - {name: m, image: mysql, env: [{name: MYSQL_ALLOW_EMPTY_PASSWORD, value: y}]}\n");
    }

    Command command =
        assertTimeoutPreemptively(PATIENCE, () -> Command.reading(text.toString(), "inject", "-"));

    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.out().split("name\": \"mysqld-exporter|- name: mysqld-exporter", -1))
        .hasSize(3001);
  }

  @Test
  void theLongestFileIsRead() {
    StringBuilder text = new StringBuilder();
    String map = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: |\n";
    while (text.length() < YamlReader.LONGEST_CHARACTERS - 100_000) {
      text.append(map).append("    line\n".repeat(10_000));
    }

    Command command =
        assertTimeoutPreemptively(PATIENCE, () -> Command.reading(text.toString(), "inject", "-"));

    assertThat(command.err()).endsWith("without Pods\n");
    assertThat(command.code()).isZero();
  }
}
