package dev.remora.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.remora.collector.QueryCollector.Column;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import dev.remora.mysql.Version;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QueryCollectorTest {
  private static final String SQL = "SELECT shelf, book, pages, grams FROM library";

  private static final Facts FACTS =
      Facts.of("library", "Books.", Version.of(5, 7), Source.of("library"));

  private static final QueryCollector LIBRARY =
      QueryCollector.of(
          FACTS,
          SQL,
          List.of("shelf", "book"),
          List.of(
              Column.of(Family.gauge("pages", "Pages.", "shelf", "book")),
              Column.of(Family.counter("weight_kilograms", "Weight.", "shelf", "book"))
                  .in(Unit.THOUSANDTHS)));

  @Test
  void makesASampleOfEveryNumberOfEveryRow() throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .answers(SQL, rows().row("left", "A", "100", "250").row("left", "B", "7", "1"));

    assertThat(Collected.by(LIBRARY, session))
        .isEqualTo(
            """
            # TYPE pages gauge
            pages{book="A",shelf="left"} 100
            pages{book="B",shelf="left"} 7
            # TYPE weight_kilograms counter
            weight_kilograms{book="A",shelf="left"} 0.25
            weight_kilograms{book="B",shelf="left"} 0.001
            """);
  }

  @Test
  void makesNoSampleOfNullAndNoneOfText() throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .answers(SQL, rows().row(null, "A", null, "250").row("left", "B", "many", "1"));

    assertThat(Collected.by(LIBRARY, session))
        .isEqualTo(
            """
            # TYPE weight_kilograms counter
            weight_kilograms{book="A",shelf=""} 0.25
            weight_kilograms{book="B",shelf="left"} 0.001
            """);
  }

  @Test
  @Tag("Q24")
  void keepsWhatItHadWhenTheConnectionBreaks() {
    MysqlException broken = new MysqlException(Kind.LOST, MysqlException.NO_CODE, "gone");
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .answers(SQL, rows().row("left", "A", "100", "250").thenFails(broken));
    Samples samples = new Samples();

    assertThatThrownBy(() -> LIBRARY.collect(session, samples)).isSameAs(broken);

    assertThat(Collected.text(samples)).contains("pages{book=\"A\",shelf=\"left\"} 100");
    assertThat(session.isTidy()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"5.6.51, false", "5.7.0, true", "10.11.6, true", "unreadable, true"})
  void appliesFromItsVersionOn(String version, boolean expected) {
    assertThat(LIBRARY.facts().applyTo(ScriptedSession.mysql(version).identity()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("columnsThatDoNotFit")
  void refusesAFamilyThatTakesOtherLabels(Column column, String message) {
    assertThatThrownBy(
            () -> QueryCollector.of(FACTS, SQL, List.of("shelf", "book"), List.of(column)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> columnsThatDoNotFit() {
    return Stream.of(
        arguments(
            Column.of(Family.gauge("pages", "Pages.", "book", "shelf")),
            "pages takes labels [book, shelf], got [shelf, book] and 0 fixed"),
        arguments(
            Column.of(Family.gauge("pages", "Pages.", "shelf", "book", "mode")),
            "pages takes labels [shelf, book, mode], got [shelf, book] and 0 fixed"),
        arguments(
            Column.of(Family.gauge("pages", "Pages.", "shelf", "book"), "read"),
            "pages takes labels [shelf, book], got [shelf, book] and 1 fixed"));
  }

  @Test
  void putsFixedLabelsBehindThoseOfTheRow() throws MysqlException {
    Family family = Family.counter("uses", "Uses.", "shelf", "mode");
    QueryCollector collector =
        QueryCollector.of(
            FACTS,
            "SELECT shelf, reads, loans FROM library",
            List.of("shelf"),
            List.of(Column.of(family, "read"), Column.of(family, "loan")));
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .answers(collector.sql(), ScriptedRows.of("shelf", "r", "l").row("left", "1", "2"));

    assertThat(Collected.by(collector, session))
        .isEqualTo(
            """
            # TYPE uses counter
            uses{mode="loan",shelf="left"} 2
            uses{mode="read",shelf="left"} 1
            """);
    assertThat(collector.facts().families()).containsExactly(family);
  }

  @Test
  void bindsWhatAUserChose() throws MysqlException {
    Setting.Count least = new Setting.Count("least", 5, "Least pages.");
    QueryCollector collector =
        new QueryCollector(
            FACTS,
            "SELECT pages FROM library WHERE pages > ?",
            chosen -> List.of(chosen.count(least)),
            List.of(),
            List.of(Column.of(Family.gauge("pages", "Pages."))));
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .answers(collector.sql() + "[5]", ScriptedRows.of("pages").row("6"))
            .answers(collector.sql() + "[70]", ScriptedRows.of("pages").row("71"));
    Chosen chosen = new Chosen(Map.of("least", List.of("70")));

    assertThat(Collected.by(collector, session)).contains("pages 6");
    assertThat(Collected.by(collector.with(chosen), session)).contains("pages 71");
  }

  @Test
  void countsWhatIsNoNumberAndNotWhatIsNull() throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36")
            .answers(SQL, rows().row("a", "A", null, "x").row("b", "B", "1", "y"));
    Samples samples = new Samples();

    LIBRARY.collect(session, samples);

    assertThat(samples.dropped()).containsOnly(entry("column grams holds no number", 2));
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("shelf", "book", "pages", "grams");
  }
}
