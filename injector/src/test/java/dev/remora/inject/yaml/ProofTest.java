package dev.remora.inject.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.plan.Pointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTest {
  private static final String BEFORE =
      "a: 1\nb: [x, y]\nc: &c {k: v}\nd: *c\ne: |\n  text\nf:\n- 1\n- g: 'q'\n";
  private static final String ADDED = "new: [1, 2]\n";

  private static Optional<String> difference(String after) throws YamlException {
    return Proof.difference(
        YamlReader.read(BEFORE),
        YamlReader.read(after),
        Map.of(0, Set.of(Pointer.of("new"), Pointer.of("f", "2"))));
  }

  @Test
  void isGivenWhereOnlyAdditionsDiffer() throws YamlException {
    assertThat(difference(BEFORE + "- 2\n" + ADDED)).isEmpty();
    assertThat(difference(BEFORE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1|a: 2",
        "a: 1|a: '1'",
        "a: 1|a: !!str 1",
        "[x, y]|[y, x]",
        "[x, y]|[x]",
        "[x, y]|[x, y, z]",
        "[x, y]|{x: y}",
        "b: [x, y]|b:\n- x\n- y",
        "&c|&x",
        "d: *c|d: {k: v}",
        "e: |e2: ",
        "  text|  text2",
        "'q'|\"q\"",
        "- 1\n|",
        "a: 1\n|---\na: 1\n---\n"
      })
  void isRefusedForAnythingElse(String change) throws YamlException {
    int bar = change.indexOf('|');
    String after = BEFORE.replace(change.substring(0, bar), change.substring(bar + 1));
    if (after.contains("&x")) {
      after = after.replace("*c", "*x");
    }

    assertThat(after).isNotEqualTo(BEFORE);
    assertThat(difference(after + ADDED)).isPresent();
  }

  @Test
  void isOfTheValueToo() throws YamlException {
    Node root = YamlReader.read(ADDED).getFirst();

    assertThat(Proof.difference(root, Pointer.of("new"), List.of(1, 2))).isEmpty();
    assertThat(Proof.difference(root, Pointer.of("new"), List.of(1, 3))).isPresent();
    assertThat(Proof.difference(root, Pointer.of("old"), 1)).isPresent();
  }
}
