package dev.remora.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlavourTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.11.6-MariaDB-log      | Debian 12                              | MARIADB
          10.11.6-MARIADB          | ''                                     | MARIADB
          11.4.2                   | mariadb.org binary distribution        | MARIADB
          10.6.12-custom           | built from MariaDB sources             | MARIADB
          8.0.36                   | MySQL Community Server - GPL           | MYSQL
          8.0.36-28                | Percona Server (GPL), Release 28       | MYSQL
          5.7.mysql_aurora.2.11.2  | Source distribution                    | MYSQL
          ''                       | ''                                     | MYSQL
          """)
  @Tag("Q14")
  void isReadFromVersionAndComment(String version, String comment, Flavour expected) {
    assertThat(Flavour.of(version, comment)).isEqualTo(expected);
  }
}
