package dev.remora.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTableTest {
  private static final Family ROWS = Family.gauge("rows", "", "schema", "table");
  private static final Family SIZE = Family.gauge("size", "", "schema", "table", "part");
  private static final List<SampleTable.Column> COLUMNS =
      List.of(
          new SampleTable.Column(ROWS, List.of()),
          new SampleTable.Column(SIZE, List.of("index")),
          new SampleTable.Column(SIZE, List.of("data")));

  private final Samples samples = new Samples();
  private final SampleTable table = samples.table(List.of("schema", "table"), COLUMNS);

  @Test
  void givesEachFamilyItsSamplesInOrder() {
    table.label("b").label("x").number(1).number(2).number(3);
    table.label("a").label("x").number(4).number(5).number(6);

    assertThat(lines())
        .containsExactly(
            "rows schema=a table=x 4.0",
            "rows schema=b table=x 1.0",
            "size part=data schema=a table=x 6.0",
            "size part=data schema=b table=x 3.0",
            "size part=index schema=a table=x 5.0",
            "size part=index schema=b table=x 2.0");
  }

  /** The fixed label may come before the labels of the row, between them or behind them. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "m", "z"})
  void ordersSamplesByAllLabelsInOrderOfTheirNames(String fixed) {
    Family family = Family.counter("family", "", "x", "b", fixed);
    Samples random = new Samples();
    List<SampleTable.Column> columns =
        Stream.of("2", "3", "1").map(v -> new SampleTable.Column(family, List.of(v))).toList();
    SampleTable filled = random.table(List.of("x", "b"), columns);
    for (int i = 0; i < 40; i++) {
      int scattered = i * 7 % 40;
      filled.label("x" + scattered % 5).label("b" + scattered / 5);
      filled.number(i).number(i % 3 == 0 ? Double.NaN : i).number(i);
    }

    List<String> lines =
        lines(random).stream().map(line -> line.substring(0, line.lastIndexOf(' '))).toList();

    assertThat(lines).hasSize(106).isSorted();
  }

  @Test
  void hasNoSampleWhereARowHasNoNumber() {
    table.label("a").label("x").number(Double.NaN).number(2).number(Double.NaN);
    table.label("b").label("x").number(Double.NaN).number(Double.NaN).number(3);

    assertThat(lines())
        .containsExactly(
            "size part=data schema=b table=x 3.0", "size part=index schema=a table=x 2.0");
    assertThat(samples.arrange()).singleElement().returns(2, Arranged::size);
  }

  @Test
  void keepsTheFirstOfEqualRows() {
    table.label("b").label("x").number(1).number(2).number(3);
    table.label("a").label("x").number(4).number(5).number(6);
    table.label("b").label("x").number(7).number(Double.NaN).number(9);

    assertThat(lines())
        .hasSize(6)
        .contains("rows schema=b table=x 1.0", "size part=data schema=b table=x 3.0");
    assertThat(samples.dropped().values()).containsExactly(1, 1);
  }

  @Test
  void leavesOutARowThatIsNotEnded() {
    table.label("a").label("x").number(4).number(5).number(6);
    table.label("b").label("x").number(1);

    assertThat(lines()).hasSize(3);
  }

  @Test
  void refusesARowWithTooFewLabelsAndTakesTheNext() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.label("a").number(1).number(2).number(3))
        .withMessage("a row takes labels [schema, table], got 1 values");

    table.label("a").label("x").number(4).number(5).number(6);

    assertThat(lines()).hasSize(3);
  }

  @Test
  void refusesAFamilyOfOtherLabels() {
    List<SampleTable.Column> columns = List.of(new SampleTable.Column(SIZE, List.of()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> samples.table(List.of("schema", "table"), columns))
        .withMessage("size takes labels [schema, table, part], got [schema, table] and 0 fixed");
  }

  @Test
  void leavesOutAFamilyThatIsThereAlready() {
    samples
        .table(List.of("schema", "table"), COLUMNS)
        .label("a")
        .label("x")
        .number(1)
        .number(2)
        .number(3);
    table.label("b").label("x").number(4).number(5).number(6);

    assertThat(lines()).hasSize(3).allMatch(line -> line.contains("schema=b"));
    assertThat(samples.dropped())
        .containsOnlyKeys(
            "rows is served as another kind of family", "size is served as another kind of family");
  }

  private List<String> lines() {
    return lines(samples);
  }

  private static List<String> lines(Samples of) {
    List<String> lines = new ArrayList<>();
    for (Arranged arranged : of.arrange()) {
      ArrangedFamily family = (ArrangedFamily) arranged;
      ArrangedFamily.Walk sample = family.walk();
      int at = 0;
      while (sample.next()) {
        StringBuilder line = new StringBuilder(family.family().name());
        for (int i = 0; i < family.labelCount(); i++) {
          String value = FamilyBufferTest.label(family, at, i);
          line.append(' ').append(family.labelName(i)).append('=').append(value);
        }
        lines.add(line.append(' ').append(sample.value()).toString());
        at++;
      }
      assertThat(at).isEqualTo(family.size());
    }
    return lines;
  }
}
