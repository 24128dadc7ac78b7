package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InnodbTablespacesTest {
  private static final String SQL =
      """
      SELECT
        space,
        name,
        %s,
        COALESCE(row_format, 'NONE'),
        %s,
        file_size,
        allocated_size
      FROM information_schema.%s
      """;
  private static final String TYPE = "COALESCE(space_type, 'NONE')";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MYSQL   | 5.7.44  | 'FILE_FORMAT' | COALESCE(space_type, 'NONE') | innodb_sys_tablespaces
          MYSQL   | 8.0.36  | 'NONE'        | COALESCE(space_type, 'NONE') | innodb_tablespaces
          MYSQL   | 9.1.0   | 'NONE'        | COALESCE(space_type, 'NONE') | innodb_tablespaces
          MARIADB | 10.2.44 | 'FILE_FORMAT' | COALESCE(space_type, 'NONE') | innodb_sys_tablespaces
          MARIADB | 10.3.1  | 'NONE'        | COALESCE(space_type, 'NONE') | innodb_sys_tablespaces
          MARIADB | 10.5.0  | 'NONE'        | ''                           | innodb_sys_tablespaces
          MARIADB | 11.4.2  | 'NONE'        | ''                           | innodb_sys_tablespaces
          """,
      quoteCharacter = '"')
  @Tag("Q35")
  @Tag("Q36")
  void asksTheTableThatTheServerHasWithoutLookingItUp(
      String flavour, String version, String format, String type, String table)
      throws MysqlException {
    ScriptedSession session =
        flavour.equals("MARIADB")
            ? ScriptedSession.mariadb(version)
            : ScriptedSession.mysql(version);
    session.answers(SQL.formatted(format, type, table), rows());

    assertThat(Collected.by(new InnodbTablespaces(), session)).isEmpty();
    assertThat(session.statements()).hasSize(1);
  }

  @Test
  void tellsWhatATablespaceIsLikeAndHowLarge() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("1", "sys/sys_config", "FILE_FORMAT", "Dynamic", "Single", "100", "101")
            .row("2", "db/compressed", "FILE_FORMAT", "Compressed", "Single", "300", "200");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_innodb_tablespace_allocated_size_bytes gauge
            mysql_info_schema_innodb_tablespace_allocated_size_bytes{tablespace_name="db/compressed"} 200
            mysql_info_schema_innodb_tablespace_allocated_size_bytes{tablespace_name="sys/sys_config"} 101
            # TYPE mysql_info_schema_innodb_tablespace_file_size_bytes gauge
            mysql_info_schema_innodb_tablespace_file_size_bytes{tablespace_name="db/compressed"} 300
            mysql_info_schema_innodb_tablespace_file_size_bytes{tablespace_name="sys/sys_config"} 100
            # TYPE mysql_info_schema_innodb_tablespace_space_info gauge
            mysql_info_schema_innodb_tablespace_space_info{file_format="FILE_FORMAT",row_format="Compressed",space_type="Single",tablespace_name="db/compressed"} 2
            mysql_info_schema_innodb_tablespace_space_info{file_format="FILE_FORMAT",row_format="Dynamic",space_type="Single",tablespace_name="sys/sys_config"} 1
            """);
  }

  @Test
  void makesNoSampleOfAMissingSize() throws MysqlException {
    assertThat(page(rows().row(null, "db/t", "NONE", "NONE", "NONE", "8", null)))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_innodb_tablespace_file_size_bytes gauge
            mysql_info_schema_innodb_tablespace_file_size_bytes{tablespace_name="db/t"} 8
            """);
  }

  @Test
  @Tag("Q20")
  void keepsTheSizesOfTheFirstOfTwoOfOneName() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row("1", "t", "NONE", "Dynamic", "Single", "10", "11")
            .row("2", "t", "NONE", "Compact", "Single", "20", "21");

    assertThat(page(rows))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_innodb_tablespace_allocated_size_bytes gauge
            mysql_info_schema_innodb_tablespace_allocated_size_bytes{tablespace_name="t"} 11
            # TYPE mysql_info_schema_innodb_tablespace_file_size_bytes gauge
            mysql_info_schema_innodb_tablespace_file_size_bytes{tablespace_name="t"} 10
            # TYPE mysql_info_schema_innodb_tablespace_space_info gauge
            mysql_info_schema_innodb_tablespace_space_info{file_format="NONE",row_format="Compact",space_type="Single",tablespace_name="t"} 2
            mysql_info_schema_innodb_tablespace_space_info{file_format="NONE",row_format="Dynamic",space_type="Single",tablespace_name="t"} 1
            """);
  }

  private static String page(ScriptedRows rows) throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql("5.7.44")
            .answers(SQL.formatted("'FILE_FORMAT'", TYPE, "innodb_sys_tablespaces"), rows);
    return Collected.by(new InnodbTablespaces(), session);
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("space", "name", "format", "row_format", "type", "size", "allocated");
  }
}
