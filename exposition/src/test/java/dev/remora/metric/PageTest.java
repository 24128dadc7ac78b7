package dev.remora.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void ordersFamiliesOfAllSourcesByName() {
    Samples first = new Samples();
    first.add(Family.gauge("mysql_up", ""), 1);
    first.add(Family.gauge("mysql_b", ""), 1);
    Samples second = new Samples();
    second.add(Family.gauge("mysql_a", ""), 1);
    second.add(Family.gauge("mysql_B", ""), 1);
    second.add(Family.gauge("mysql_a_b", ""), 1);
    second.add(Family.gauge("mysql_a1", ""), 1);

    Page page = Page.of(List.of(first, second));

    assertThat(names(page))
        .containsExactly("mysql_B", "mysql_a", "mysql_a1", "mysql_a_b", "mysql_b", "mysql_up");
    assertThat(page.dropped()).isZero();
  }

  @Test
  void leavesOutFamiliesWithoutSamples() {
    Samples samples = new Samples();
    samples.family(Family.gauge("empty", ""));
    samples.add(Family.gauge("full", ""), 1);

    Page page = Page.of(List.of(samples));

    assertThat(names(page)).containsExactly("full");
  }

  @Test
  void takesAFamilyFromTheFirstSourceThatFillsIt() {
    Samples empty = new Samples();
    empty.family(Family.gauge("g", "empty"));
    Samples first = new Samples();
    first.add(Family.gauge("g", "first"), 1);
    Samples second = new Samples();
    second.add(Family.gauge("g", "second", "a"), "x", 2);
    second.add(Family.gauge("g", "second", "a"), "y", 3);

    Page page = Page.of(List.of(empty, first, second));

    assertThat(page.families())
        .extracting(family -> family.family().help())
        .containsExactly("first");
    assertThat(page.dropped()).isEqualTo(2);
  }

  @Test
  void joinsSourcesAsSortingThemWould() {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      List<Samples> sources = new ArrayList<>();
      Map<String, Integer> firstSource = new TreeMap<>();
      int all = 0;
      for (int source = random.nextInt(6); source > 0; source--) {
        Samples samples = new Samples();
        sources.add(samples);
        Set<String> own = new HashSet<>();
        for (int i = random.nextInt(8); i > 0; i--) {
          String name = "n" + random.nextInt(20);
          if (own.add(name)) {
            samples.add(Family.gauge(name, "of " + sources.size()), 1);
            firstSource.putIfAbsent(name, sources.size());
            all++;
          }
        }
      }

      Page page = Page.of(sources);

      assertThat(page.families())
          .extracting(family -> family.family().name() + " " + family.family().help())
          .containsExactlyElementsOf(
              firstSource.entrySet().stream()
                  .map(entry -> entry.getKey() + " of " + entry.getValue())
                  .toList());
      assertThat(page.dropped()).isEqualTo(all - firstSource.size());
    }
  }

  @Test
  void keepsOnlyTheFamiliesThatAreNamed() {
    Samples samples = new Samples();
    samples.add(Family.gauge("a", ""), 1);
    samples.add(Family.gauge("b", ""), 1);
    samples.family(Family.histogram("c", "")).distribution(0, 0, new double[0], new double[0]);
    Page page = new Page(Page.of(List.of(samples)).families(), 7);

    assertThat(names(page.only(Set.of("c", "a", "nothing")))).containsExactly("a", "c");
    assertThat(page.only(Set.of("c_count")).families()).isEmpty();
    assertThat(page.only(Set.of("a")).dropped()).isEqualTo(7);
  }

  @Test
  void isEmptyWithoutSources() {
    assertThat(Page.of(List.of())).isEqualTo(new Page(List.of(), 0));
  }

  @Test
  void keepsItsFamiliesWhenTheGivenListChanges() {
    List<Arranged> families = new ArrayList<>();
    Page page = new Page(families, 0);

    families.add(new FamilyBuffer(Family.gauge("g", "")).arrange());

    assertThat(page.families()).isEmpty();
  }

  private static List<String> names(Page page) {
    return page.families().stream().map(family -> family.family().name()).toList();
  }
}
