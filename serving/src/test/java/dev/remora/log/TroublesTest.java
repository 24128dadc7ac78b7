package dev.remora.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TroublesTest {
  private static final Instant BEGIN = Instant.parse("2026-11-01T09:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Written written = new Written();
  private final Troubles troubles = new Troubles(written.log());

  @Test
  void tellsTheFirstTimeAtOnce() {
    assertThat(troubles.happened("s", "c")).contains(new Troubles.Repeats(0, BEGIN));
  }

  @Test
  void countsWhatLastsAndTellsItEveryFiveMinutes() {
    troubles.happened("s", "c");

    for (int minute = 1; minute <= 20; minute++) {
      written.pass(Duration.ofMinutes(1));
      Optional<Troubles.Repeats> due = Optional.of(new Troubles.Repeats(minute, BEGIN));
      assertThat(troubles.happened("s", "c")).isEqualTo(minute % 5 == 0 ? due : Optional.empty());
    }
  }

  @Test
  void tellsAnotherCauseAndAnotherSubjectAtOnce() {
    troubles.happened("s", "c");

    assertThat(troubles.happened("s", "other")).isPresent();
    assertThat(troubles.happened("other", "c")).isPresent();
  }

  @Test
  void doesNotTellCausesThatAlternateEachTime() {
    troubles.happened("s", "a");
    troubles.happened("s", "b");

    assertThat(troubles.happened("s", "a")).isEmpty();
    assertThat(troubles.happened("s", "b")).isEmpty();
  }

  @Test
  void tellsOnceThatItIsOverAndSinceItsFirstCauseBegan() {
    troubles.happened("s", "a");
    written.pass(SECOND);
    troubles.happened("s", "b");
    written.pass(SECOND);

    assertThat(troubles.over("s")).contains(SECOND.multipliedBy(2));
    assertThat(troubles.over("s")).isEmpty();
  }

  @Test
  void hasNothingToEndWhereNothingFailed() {
    troubles.happened("s", "c");

    assertThat(troubles.over("other")).isEmpty();
  }

  @Test
  void tellsAnewWhatIsBackAfterAMinute() {
    troubles.happened("s", "c");
    troubles.over("s");
    written.pass(Duration.ofMinutes(1));

    assertThat(troubles.happened("s", "c"))
        .contains(new Troubles.Repeats(0, BEGIN.plus(Duration.ofMinutes(1))));
    assertThat(troubles.over("s")).isPresent();
  }

  @Test
  void saysNothingOfWhatComesAndGoesWithinAMinute() {
    troubles.happened("s", "c");
    troubles.over("s");
    written.pass(SECOND);

    assertThat(troubles.happened("s", "c")).isEmpty();
    assertThat(troubles.over("s")).isEmpty();
  }

  /** It was last said to be over: whoever reads that must not wait five minutes for the truth. */
  @Test
  void tellsWithinAMinuteThatItIsBackForGood() {
    troubles.happened("s", "c");
    written.pass(SECOND);
    troubles.over("s");
    written.pass(SECOND);
    Instant back = BEGIN.plus(SECOND.multipliedBy(2));

    assertThat(troubles.happened("s", "c")).isEmpty();
    written.pass(Duration.ofMinutes(1));

    assertThat(troubles.happened("s", "c")).contains(new Troubles.Repeats(1, back));
  }

  @Test
  void rememberNoMoreThanItCan() {
    int told = 0;
    for (int i = 0; i < 10_000; i++) {
      told += troubles.happened("s", "cause " + i).isPresent() ? 1 : 0;
    }

    assertThat(told).isEqualTo(65);
    written.pass(Duration.ofMinutes(5));
    assertThat(troubles.happened("s", "cause 10000").orElseThrow().count()).isEqualTo(10_000 - 64);
  }

  @Test
  void forgetsWhatIsOverBeforeItIsFull() {
    for (int i = 0; i < 64; i++) {
      troubles.happened("s", "cause " + i);
    }
    troubles.over("s");
    written.pass(Duration.ofMinutes(1));

    for (int i = 64; i < 128; i++) {
      assertThat(troubles.happened("s", "cause " + i)).isPresent();
    }
  }

  @Test
  void countsAnewOnceThereWasRoom() {
    for (int i = 0; i < 70; i++) {
      troubles.happened("s", "cause " + i);
    }
    troubles.over("s");
    written.pass(Duration.ofMinutes(5));
    for (int i = 70; i < 134; i++) {
      troubles.happened("s", "cause " + i);
    }
    written.pass(Duration.ofMinutes(5));

    assertThat(troubles.happened("s", "one too many").orElseThrow().count()).isZero();
  }

  @Test
  void writesTheCountBehindTheOtherPairs() {
    troubles.tell(Level.WARN, "s", "c", "It fails", "err", "c");
    written.pass(Duration.ofMinutes(5));
    troubles.tell(Level.WARN, "s", "c", "It fails", "err", "c");

    assertThat(written.text())
        .isEqualTo(
            """
            time=2026-11-01T09:00:00.000Z level=WARN source=remora msg="It fails" err=c
            time=2026-11-01T09:05:00.000Z level=WARN source=remora msg="It fails" err=c repeated=1 since=2026-11-01T09:00:00.000Z
            """);
  }
}
