package dev.remora.acceptance.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {
  private static final String RECORDING =
      """
      server 8.4.3

      > SHOW GLOBAL VARIABLES
      Variable_name | Value
      version | 8.4.3

      > TABLE a.b
      NAME | SIZE (bigint) | COUNT_READ | COUNT | NOW(6)
      x | 1 | 2 | 3 | 4
      \\N | \\N | \\N | \\N | \\N

      > SELECT FROM a.c
      one | two
      1 | 2
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *                                        | x,1,2,3,4 | null,null,null,null,null
          name                                     | x         | null
          count, t.`Name`                          | 3,x       | null,null
          STRAIGHT_JOIN SUM(size) AS name, count   | 1,3       | null,null
          LEFT(name, 120), UNIX_TIMESTAMP(NOW(6))  | x,4       | null,null
          IFNULL(name, 'NONE'), COALESCE(size, 0)  | x,1       | NONE,0
          ifnull((SELECT name FROM d), '') as COUNT| x         | ''
          0, 'a, from b'                           | 0,a, from b | 0,a, from b
          """)
  void givesTheColumnsThatAreSelected(String items, String first, String second) {
    assertThat(rows("SELECT " + items + " FROM a.b t"))
        .extracting(row -> String.join(",", row.stream().map(String::valueOf).toList()))
        .containsExactly(first, second);
  }

  @Test
  void refusesWhatNamesNoColumnOrSeveral() {
    assertThatThrownBy(() -> rows("SELECT name, counts FROM a.b"))
        .hasMessage("0 columns of the recording are named by \"counts\"");
    assertThatThrownBy(() -> rows("SELECT IF(name IS NULL, size, 0) FROM a.b"))
        .hasMessage("2 columns of the recording are named by \"IF(name IS NULL, size, 0)\"");
  }

  @Test
  void givesAResultAsItIsToAsManyColumns() {
    assertThat(rows("SELECT f(x), g FROM a.c")).isEqualTo(List.of(List.of("1", "2")));
    assertThatThrownBy(() -> rows("SELECT f(x, y) FROM a.c"))
        .hasMessage("it selects 1 columns, 2 are recorded");
  }

  private static List<List<String>> rows(String sql) {
    Answer answer = Recording.parse("test", RECORDING).answer(Statement.of(sql));
    return ((Answer.Table) answer)
        .rows().stream().map(row -> row.stream().map(String::valueOf).toList()).toList();
  }
}
