package dev.remora.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void givesEqualFamiliesTheSameBuffer() {
    Samples samples = new Samples();

    FamilyBuffer first = samples.family(Family.gauge("g", "help", "a"));
    FamilyBuffer second = samples.family(Family.gauge("g", "help", "a"));

    assertThat(second).isSameAs(first);
    assertThat(samples.dropped()).isEmpty();
  }

  @Test
  void keepsOneSampleOfAFamilyWithoutLabels() {
    Samples samples = new Samples();
    samples.add(Family.gauge("b", ""), 1);
    samples.add(Family.gauge("a", ""), 2);
    samples.add(Family.gauge("b", ""), 3);
    samples.add(Family.counter("a", ""), 4);

    assertThat(samples.arrange())
        .containsExactly(
            new LoneSample(Family.gauge("a", ""), 2), new LoneSample(Family.gauge("b", ""), 1));
    assertThat(samples.dropped())
        .containsOnly(
            entry("b has a sample with the same labels", 1),
            entry("a is served as another kind of family", 1));
  }

  @Test
  void dropsALoneSampleWhereABufferHasItsFamily() {
    Samples samples = new Samples();
    samples.add(Family.gauge("g", "help"), 1);
    samples.family(Family.gauge("g", "help")).value(2);
    samples.add(Family.gauge("h", "help"), 3);
    samples.family(Family.gauge("h", "help"));

    assertThat(samples.arrange())
        .extracting(family -> family.family().name())
        .containsExactly("g", "h");
    assertThat(samples.dropped()).containsOnly(entry("g has a sample with the same labels", 1));
  }

  @Test
  void hidesAndCountsFamiliesThatClashInTypeHelpOrLabels() {
    Samples samples = new Samples();
    samples.add(Family.gauge("g", "help", "a"), "x", 1);

    samples.add(Family.counter("g", "help", "a"), "x", 2);
    samples.add(Family.gauge("g", "other help", "a"), "x", 3);
    samples.add(Family.gauge("g", "help", "b"), "x", 4);
    samples.add(Family.gauge("g", "help"), 5);

    assertThat(samples.arrange()).extracting(Arranged::size).containsExactly(1);
    assertThat(samples.dropped()).containsOnly(entry("g is served as another kind of family", 4));
  }

  @Test
  void arrangesOnceAndCountsDuplicates() {
    Samples samples = new Samples();
    Family family = Family.gauge("g", "help", "a");
    samples.add(family, "x", 1);
    samples.add(family, "x", 2);
    samples.add(family, "w", 3);
    samples.add(family, "x", 4);
    samples.family(Family.gauge("empty", ""));
    samples.family(family).label("begun and not ended");

    assertThat(samples.arrange()).extracting(Arranged::size).containsExactly(2);
    assertThat(samples.arrange()).isSameAs(samples.arrange());
    assertThat(samples.dropped()).containsOnly(entry("g has a sample with the same labels", 2));
  }

  @Test
  void countsWhatIsDroppedByCause() {
    Samples samples = new Samples();

    samples.drop("no number");
    samples.drop("too late");
    samples.drop("no number");

    assertThat(samples.dropped()).containsExactly(entry("no number", 2), entry("too late", 1));
  }
}
