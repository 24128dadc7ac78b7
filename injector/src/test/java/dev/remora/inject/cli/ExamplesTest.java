package dev.remora.inject.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.json.JsonReader;
import dev.remora.inject.manifest.Laws;
import dev.remora.inject.plan.Names;
import dev.remora.inject.plan.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Manifests as people write them, byte for byte, and what is said of them. To write the results
 * anew and then read the diff:
 *
 * <pre>mvn -pl injector test -Dtest=ExamplesTest -Dgolden.write=true</pre>
 */
class ExamplesTest {
  static List<Example> examples() throws IOException {
    return Example.all();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isInjectedToTheByte(Example example) throws IOException {
    Command command = inject(example.input(), example);

    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(example.expectedFile(), command.out());
      Files.writeString(example.reportFile(), command.err());
    }
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.out()).isEqualTo(example.expected());
    assertThat(command.err()).isEqualTo(Files.readString(example.reportFile()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void keepsTheLaws(Example example) throws Exception {
    Laws.check(example.input(), Flags.settings(example.arguments()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isUndoneToTheByte(Example example) throws IOException {
    Command command = Command.reading(example.expected(), "uninject", "-");

    Command before = Command.reading(example.input(), "uninject", "-");
    assertThat(command.out()).isEqualTo(before.out());
    if (!example.input().contains(Names.STATUS)) {
      assertThat(before.out()).isEqualTo(example.input());
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void tellsTheDifferenceLineByLine(Example example) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("inject", "-", "--output=diff"));
    arguments.addAll(example.arguments());
    Command command = Command.reading(example.input(), arguments.toArray(String[]::new));

    assertThat(Patched.by(example.input(), command.out())).isEqualTo(example.expected());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void neverTellsAPassword(Example example) throws IOException {
    assertThat(Files.readString(example.reportFile())).doesNotContain("hunter2");
  }

  @Test
  void areAtLeastForty() throws IOException {
    assertThat(Example.all()).hasSizeGreaterThanOrEqualTo(40);
  }

  /** A reason that nothing leads to would be a reason that nobody has seen. */
  @Test
  void giveEveryReason() throws Exception {
    Set<String> seen = new HashSet<>();
    for (Example example : Example.all()) {
      if (JsonReader.read(Files.readString(example.reportFile())) instanceof Map<?, ?> report
          && report.get("objects") instanceof List<?> objects) {
        objects.forEach(each -> seen.add(String.valueOf(((Map<?, ?>) each).get("reason"))));
      }
    }

    Stream<String> all = Arrays.stream(Reason.values()).map(Reason::id);
    assertThat(seen).containsAll(all.toList());
  }

  private static Command inject(String text, Example example) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("inject", "-", "--report=json"));
    arguments.addAll(example.arguments());
    return Command.reading(text, arguments.toArray(String[]::new));
  }
}
