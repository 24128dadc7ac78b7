package dev.remora.acceptance.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.acceptance.recorded.Answer.Table;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {
  private static final String VARIABLES =
      """
      server 8.4.3

      > SHOW GLOBAL VARIABLES
      Variable_name | Value
      log_bin | ON
      max_connections | 151
      version | 8.4.3
      """;

  @Test
  void readsATable() {
    assertThat(
            answer(
                """
                # A remark.
                > SHOW THINGS
                Name | Size (bigint unsigned) | Text
                # Another.
                one  |   18446744073709551615 |
                two  |                      0 | \\N
                """,
                "show things"))
        .isEqualTo(
            new Table(
                List.of(
                    new Answer.Column("Name", ColumnType.TEXT),
                    new Answer.Column("Size", ColumnType.BIGINT_UNSIGNED),
                    new Answer.Column("Text", ColumnType.TEXT)),
                List.of(
                    List.of("one", "18446744073709551615", ""), Arrays.asList("two", "0", null))));
  }

  @Test
  void readsATableWithoutRows() {
    assertThat(answer("> SHOW THINGS\nName\n", "SHOW THINGS"))
        .isEqualTo(new Table(List.of(new Answer.Column("Name", ColumnType.TEXT)), List.of()));
  }

  @Test
  void givesTheColumnsThatAreSelectedOfATableWithoutRows() {
    String entry = "> TABLE a.b\n> TABLE a.c WITH d\n(no rows)\n";

    assertThat(answer(entry, "SELECT IF(d = 1, e, NULL), f FROM a.c"))
        .isEqualTo(
            new Table(
                List.of(
                    new Answer.Column("IF(d = 1, e, NULL)", ColumnType.TEXT),
                    new Answer.Column("f", ColumnType.TEXT)),
                List.of()));
  }

  @Test
  void doesNotMakeUpTheColumnsOfATableThatIsSelectedWhole() {
    assertThatThrownBy(() -> answer("> TABLE a.b\n(no rows)\n", "SELECT * FROM a.b"))
        .hasMessage("it selects columns that have no names");
  }

  @Test
  void readsRowsThatAreWrittenDownwards() {
    assertThat(
            answer(
                """
                > SHOW REPLICA STATUS
                *
                Source_Host: db1:3306
                Lag (bigint): \\N
                Text:
                *
                Source_Host: db2
                Lag: 5
                Text: \"""
                 a | b

                # c \\n
                \"""
                """,
                "SHOW REPLICA STATUS"))
        .isEqualTo(
            new Table(
                List.of(
                    new Answer.Column("Source_Host", ColumnType.TEXT),
                    new Answer.Column("Lag", ColumnType.BIGINT),
                    new Answer.Column("Text", ColumnType.TEXT)),
                List.of(
                    Arrays.asList("db1:3306", null, ""),
                    List.of("db2", "5", " a | b\n\n# c \\n"))));
  }

  @Test
  void readsCharactersThatWouldMeanSomething() {
    assertThat(answer("> SHOW X\na | b | c\n\\s\\t | x\\\\ | \\n\\|\\\\\\|\n", "SHOW X"))
        .extracting(answer -> ((Table) answer).rows())
        .isEqualTo(List.of(List.of(" \t", "x\\", "\n|\\|")));
  }

  @Test
  void readsAnErrorOfSeveralStatements() {
    String entry = "> SHOW A\n> SHOW B\n! 1286 42000 Unknown storage engine 'TokuDB'\n";

    assertThat(answer(entry, "SHOW A"))
        .isEqualTo(new Answer.Refusal(1286, "42000", "Unknown storage engine 'TokuDB'"))
        .isEqualTo(answer(entry, "SHOW B"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SHOW THINGS                        | show  things ;
          SHOW THINGS                        | /* who */ SHOW\tTHINGS
          TABLE mysql.user                    | SELECT a, b FROM mysql.user
          TABLE mysql.user                    | SELECT a FROM `mysql`.`user` WHERE b = 1
          TABLE information_schema.TABLES     | SELECT a FROM c JOIN Information_Schema.tables ON d
          TABLE sys.x$user_summary            | SELECT a FROM sys.x$user_summary
          TABLE a.b WITH c = 1, 'D'           | SELECT 'd' FROM a.b WHERE c = 1
          """)
  void knowsAStatement(String question, String sql) {
    assertThat(answer("> " + question + "\n! 1064 42000 here\n", sql))
        .isEqualTo(new Answer.Refusal(1064, "42000", "here"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SHOW THINGS           | SHOW THINGS AGAIN
          TABLE mysql.user       | SELECT a FROM mysql.users
          TABLE mysql.user       | SELECT a FROM mysql.user.b
          TABLE sys.x            | SELECT a FROM sys.x$user_summary
          TABLE a.b              | SELECT a.b FROM c.d
          TABLE a.b WITH c, d    | SELECT c FROM a.b
          """)
  void doesNotKnowAnother(String question, String sql) {
    assertThatThrownBy(() -> answer("> " + question + "\n! 1064 42000 here\n", sql))
        .hasMessage("no entry knows it");
  }

  @Test
  void takesTheEntryThatAsksForMore() {
    String entries =
        """
        > TABLE a.b
        ! 1001 42000 one

        > TABLE a.b WITH c
        ! 1002 42000 two

        > SELECT c FROM a.b
        ! 1003 42000 three
        """;

    assertThat(code(entries, "SELECT d FROM a.b")).isEqualTo(1001);
    assertThat(code(entries, "SELECT d, c FROM a.b")).isEqualTo(1002);
    assertThat(code(entries, "select c from a.b")).isEqualTo(1003);
  }

  @Test
  void hasNoAnswerWhereTwoEntriesAskForAsMuch() {
    String entries =
        "> TABLE a.b WITH c\n! 1001 42000 one\n\n> TABLE a.b WITH d\n! 1002 42000 two\n";

    assertThatThrownBy(() -> answer(entries, "SELECT c, d FROM a.b"))
        .hasMessage("2 entries know it");
  }

  @Test
  void givesVariablesByName() {
    assertThat(answer("", "SELECT @@max_connections, @@global.log_bin, @@version"))
        .extracting(answer -> ((Table) answer).rows())
        .isEqualTo(List.of(List.of("151", "1", "8.4.3")));
    assertThat(answer("", "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('log_bin', 'x')"))
        .extracting(answer -> ((Table) answer).rows())
        .isEqualTo(List.of(List.of("log_bin", "ON")));
    assertThat(answer("", "SELECT @@server_uuid"))
        .isEqualTo(new Answer.Refusal(1193, "HY000", "Unknown system variable 'server_uuid'"));
  }

  @Test
  void letsASessionSetItselfUp() {
    assertThat(answer("", "SET SESSION lock_wait_timeout=2")).isEqualTo(new Answer.Done());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          a@one.txt:1: it begins with "server VERSION"
          server eight@one.txt:1: "eight" is no server's version
          server 8.0.1@one.txt:1: it has no rows of SHOW GLOBAL VARIABLES
          server 8.0.1;;SHOW A@one.txt:3: an entry begins with "> STATEMENT", not: SHOW A
          server 8.0.1;;> SHOW A@one.txt:3: no answer to the statement before this line
          server 8.0.1;;> SHOW A;;a@one.txt:4: no answer to the statement before this line
          server 8.0.1;;> SHOW A;> show a;b@one.txt:4: the same statement a second time: > show a
          server 8.0.1;;> SHOW A;! no@one.txt:4: an error is "! NUMBER STATE MESSAGE", not: ! no
          server 8.0.1;;> SHOW A;! 1064 42000 no;b@one.txt:5: nothing comes after an error, but: b
          server 8.0.1;;> SHOW A;a | b;1@one.txt:5: 1 values for 2 columns
          server 8.0.1;;> SHOW A;a b@one.txt:4: a column is "NAME (TYPE)", not: a b
          server 8.0.1;;> SHOW A;a (long)@one.txt:4: no type is called: long
          server 8.0.1;;> SHOW A;a (int);x@one.txt:5: a is int, which "x" is not
          server 8.0.1;;> SHOW A;a (int);2147483648@one.txt:5: a is int, which "2147483648" is not
          server 8.0.1;;> SHOW A;a (bigint unsigned);-1@one.txt:5: a is bigint unsigned, which "-1" is not
          server 8.0.1;;> SHOW A;a (timestamp6);2024-03-01 12:34:56@one.txt:5: a is timestamp6, which "2024-03-01 12:34:56" is not
          server 8.0.1;;> SHOW A;a;\\x@one.txt:5: no such escape: \\x
          server 8.0.1;;> SHOW A;(no rows)@one.txt:4: only tables have no rows; name the columns instead
          server 8.0.1;;> TABLE a.b;(no rows);c@one.txt:5: nothing comes after no rows, but: c
          server 8.0.1;;> SHOW A;*@one.txt:4: the row before has 0 of 0 values
          server 8.0.1;;> SHOW A;*;a@one.txt:5: a value is "NAME: VALUE", not: a
          server 8.0.1;;> SHOW A;*;a: 1;*;b: 2@one.txt:7: b where the first row has a
          server 8.0.1;;> SHOW A;*;a: 1;b: 2;*;a: 1@one.txt:8: the row before has 1 of 2 values
          server 8.0.1;;> SHOW A;*;a: 1;*;a: 2;b: 3@one.txt:8: one more than the first row has: b: 3
          server 8.0.1;;> SHOW GLOBAL VARIABLES;n | v;version | 8.0.2@one.txt:5: its server is 8.0.1, but its variable version is 8.0.2
          """)
  void saysWhatIsWrongAndWhere(String text, String message) {
    assertThatThrownBy(() -> Recording.parse("one.txt", text.replace(';', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void saysThatATextDoesNotEnd() {
    assertThatThrownBy(
            () -> Recording.parse("one.txt", "server 8.0.1\n\n> SHOW A\n*\na: \"\"\"\nb\n"))
        .hasMessage("one.txt:7: no line of three quotes ends the text");
  }

  private static Answer answer(String entries, String sql) {
    return Recording.parse("test", VARIABLES + "\n" + entries).answer(Statement.of(sql));
  }

  private static int code(String entries, String sql) {
    return ((Answer.Refusal) answer(entries, sql)).code();
  }
}
