package dev.remora.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Chance decides the order of a JVM's list, its numbers, and which constants were met. */
class ClassListTest {
  private static final Path RUNTIME = Path.of(System.getProperty("java.home"));

  @Test
  void isTheSameWhateverTheOrder() throws IOException {
    List<String> one =
        new ArrayList<>(
            List.of(
                "# NOTE: Do not modify this file.",
                "java/lang/Object id: 0",
                "java/lang/String id: 1",
                "java/util/ArrayList id: 17",
                "@lambda-proxy java/lang/String run ()V",
                "@lambda-form-invoker [LF_RESOLVE] x"));
    List<String> expected = new ClassList(one).lines(RUNTIME, List.of());
    for (int seed = 0; seed < 20; seed++) {
      List<String> other = new ArrayList<>(one);
      Collections.shuffle(other, new Random(seed));
      other.replaceAll(line -> line.replace("id: 1", "id: 4"));
      assertThat(new ClassList(other).lines(RUNTIME, List.of())).isEqualTo(expected);
    }
    assertThat(expected)
        .startsWith("java/lang/Object", "java/lang/String", "java/util/ArrayList")
        .contains("@lambda-proxy java/lang/String run ()V")
        .noneMatch(line -> line.startsWith("#") || line.contains("id:"));
  }

  @Test
  void countsEveryReferenceAsMet() throws IOException {
    List<String> none =
        new ClassList(List.of("java/util/ArrayList id: 0")).lines(RUNTIME, List.of());
    List<String> some =
        new ClassList(List.of("java/util/ArrayList id: 0", "@cp java/util/ArrayList 1 2 7"))
            .lines(RUNTIME, List.of());
    assertThat(some).isEqualTo(none).hasSize(2);
    assertThat(none.get(1)).startsWith("@cp java/util/ArrayList ").matches(".*( \\d+){20,}");
  }

  /** The call site of a lambda in Map.Entry, wherever the pool has it, stays only if it was met. */
  @Test
  void keepsTheCallSitesOfLambdasThatWereMet() throws IOException {
    String name = "java/util/Map$Entry";
    StringBuilder all = new StringBuilder("@cp ").append(name);
    for (int index = 1; index < 200; index++) {
      all.append(' ').append(index);
    }
    String without = new ClassList(List.of(name)).lines(RUNTIME, List.of()).getLast();
    String with = new ClassList(List.of(name, all.toString())).lines(RUNTIME, List.of()).getLast();
    assertThat(with.split(" ").length).isGreaterThan(without.split(" ").length);
  }

  @Test
  void leavesOutClassesThatAnotherLoaderMade() throws IOException {
    assertThat(
            new ClassList(List.of("a/B id: 3 super: 0 source: /x.jar")).lines(RUNTIME, List.of()))
        .isEmpty();
  }
}
