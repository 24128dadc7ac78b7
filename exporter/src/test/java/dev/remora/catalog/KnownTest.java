package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownTest {
  private final List<String> made = new ArrayList<>();
  private final Known<String> known =
      new Known<>(name -> {
        made.add(name);
        return name + "!";
      });

  @Test
  void makesOnceWhatAPassMeetsAgain() {
    assertThat(pass("a", "b", "c")).containsExactly("a!", "b!", "c!");
    assertThat(pass("a", "b", "c")).containsExactly("a!", "b!", "c!");
    assertThat(known.of("b")).isEqualTo("b!");
    assertThat(made).containsExactly("a", "b", "c");
  }

  @Test
  void findsNamesInAnyOrder() {
    List<String> names = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g"));
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      Collections.shuffle(names, random);
      String[] some = names.subList(0, random.nextInt(names.size())).toArray(String[]::new);

      assertThat(pass(some))
          .containsExactlyElementsOf(List.of(some).stream().map(name -> name + "!").toList());
    }
    assertThat(made).doesNotHaveDuplicates();
  }

  @Test
  void forgetsNamesBeyondTheMost() {
    String[] names = IntStream.range(0, 5_002).mapToObj(i -> "name" + i).toArray(String[]::new);
    pass(names);
    pass(names);

    assertThat(made).hasSize(5_004);
  }

  private List<String> pass(String... names) {
    Known<String>.Pass pass = known.pass();
    List<String> found = new ArrayList<>();
    for (String name : names) {
      found.add(pass.of(name.getBytes(StandardCharsets.UTF_8)));
    }
    return found;
  }
}
