package dev.remora.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          collect[]=a                        | a
          collect%5B%5D=a&collect[]=b        | a;b
          x=1&collect[]=a&y=2&collect[]=a    | a;a
          collect[]=info_schema.tables       | info_schema.tables
          collect[]=a%20b+c                  | a b c
          collect[]=                         | ''
          collect[]=a=b                      | a=b
          &&collect[]=a&                     | a
          collect[]=%zz                      | %zz
          """)
  void findsAllValuesInOrder(String raw, String expected) {
    assertThat(String.join(";", Query.values(raw, "collect[]"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"''", "collect[]", "=a", "collect=a", "Collect[]=a", "xcollect[]=a", "%zz=a"})
  void findsNothingUnderOtherNames(String raw) {
    assertThat(Query.values(raw, "collect[]")).isEmpty();
  }

  @Test
  void findsNothingWithoutAQuestionMark() {
    assertThat(Query.values(null, "collect[]")).isEqualTo(List.of());
  }
}
