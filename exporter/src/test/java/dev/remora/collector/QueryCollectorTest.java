package dev.remora.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.collector.QueryCollector.Column;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import dev.remora.mysql.Version;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryCollectorTest {
  private static final String SQL = "SELECT shelf, book, pages, grams FROM library";

  private static final QueryCollector LIBRARY =
      new QueryCollector(
          "library",
          Default.OFF,
          Version.of(5, 7),
          SQL,
          List.of("shelf", "book"),
          List.of(
              Column.of(Family.gauge("pages", "Pages.", "shelf", "book")),
              new Column(Family.counter("weight_kilograms", "Weight.", "shelf", "book"), 1000)));

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
    assertThat(LIBRARY.appliesTo(ScriptedSession.mysql(version).identity())).isEqualTo(expected);
  }

  @Test
  void refusesAFamilyThatTakesOtherLabels() {
    Column column = Column.of(Family.gauge("pages", "Pages.", "book", "shelf"));

    assertThatThrownBy(() ->
            new QueryCollector(
                "library",
                Default.OFF,
                Version.of(5, 7),
                SQL,
                List.of("shelf", "book"),
                List.of(column)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pages takes labels [book, shelf], got [shelf, book]");
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("shelf", "book", "pages", "grams");
  }
}
