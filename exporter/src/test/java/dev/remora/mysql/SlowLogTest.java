package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowLogTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MYSQL   | 5.6.51  | SET SESSION long_query_time = 31536000, min_examined_row_limit = 4294967295
          MYSQL   | 5.7.44  | SET SESSION long_query_time = 31536000, min_examined_row_limit = 4294967295
          MYSQL   | 8.0.11  | SET SESSION long_query_time = 31536000
          MYSQL   | 9.1.0   | SET SESSION long_query_time = 31536000
          MARIADB | 10.3.39 | SET SESSION slow_query_log = 0
          MARIADB | 11.8.2  | SET SESSION slow_query_log = 0
          """)
  void leavesTheSlowLogAsEachServerAllows(Flavour flavour, String version, String statement) {
    ServerIdentity server = new ServerIdentity(flavour, Version.parse(version), "'a'@'b'");

    assertThat(SlowLog.leave(server)).isEqualTo(statement);
  }
}
