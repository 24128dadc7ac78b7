package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collected;
import dev.remora.collector.Collector;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TablesTest {
  private static final String SELECT =
      """
      SELECT
        table_schema,
        table_name,
        table_type,
        COALESCE(engine, 'NONE'),
        COALESCE(row_format, 'NONE'),
        COALESCE(create_options, 'NONE'),
        COALESCE(version, 0),
        COALESCE(table_rows, 0),
        COALESCE(data_length, 0),
        COALESCE(index_length, 0),
        COALESCE(data_free, 0)
      FROM information_schema.tables
      WHERE table_schema
      """;
  private static final String ALL =
      SELECT + "NOT IN ('mysql', 'performance_schema', 'information_schema', 'sys')";
  private static final String ONE = SELECT + "= ?";

  @Test
  @Tag("Q60")
  void tellsWhatATableIsLikeAndAViewIsATableOfZeros() throws MysqlException {
    ScriptedRows rows =
        rows()
            .row(
                "shop",
                "orders",
                "BASE TABLE",
                "InnoDB",
                "Dynamic",
                "",
                "10",
                "2",
                "16384",
                "8",
                "4")
            .row("shop", "v", "VIEW", "NONE", "NONE", "NONE", "0", "0", "0", "0", "0");
    ScriptedSession session = session().answers(ALL, rows);

    assertThat(Collected.by(new Tables(), session))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_table_rows gauge
            mysql_info_schema_table_rows{schema="shop",table="orders"} 2
            mysql_info_schema_table_rows{schema="shop",table="v"} 0
            # TYPE mysql_info_schema_table_size gauge
            mysql_info_schema_table_size{component="data_free",schema="shop",table="orders"} 4
            mysql_info_schema_table_size{component="data_free",schema="shop",table="v"} 0
            mysql_info_schema_table_size{component="data_length",schema="shop",table="orders"} 16384
            mysql_info_schema_table_size{component="data_length",schema="shop",table="v"} 0
            mysql_info_schema_table_size{component="index_length",schema="shop",table="orders"} 8
            mysql_info_schema_table_size{component="index_length",schema="shop",table="v"} 0
            # TYPE mysql_info_schema_table_version gauge
            mysql_info_schema_table_version{create_options="",engine="InnoDB",row_format="Dynamic",schema="shop",table="orders",type="BASE TABLE"} 10
            mysql_info_schema_table_version{create_options="NONE",engine="NONE",row_format="NONE",schema="shop",table="v",type="VIEW"} 0
            """);
  }

  @Test
  @Tag("Q60")
  void takesTheBlanksOffTheNamesOfDatabases() throws MysqlException {
    ScriptedSession session =
        session()
            .answers(ONE + "[shop]", rows().row(table("shop", "t")))
            .answers(ONE + "[mysql]", rows().row(table("mysql", "user")));

    assertThat(Collected.by(tablesOf(" shop , mysql"), session))
        .contains("{schema=\"mysql\",table=\"user\"} 1\n", "{schema=\"shop\",table=\"t\"} 1\n");
    assertThat(session.statements()).hasSize(2);
  }

  @Test
  @Tag("Q20")
  @Tag("Q60")
  void asksOnceForADatabaseNamedTwiceAndServesNothingOfUnknownOnes() throws MysqlException {
    ScriptedSession session =
        session().answers(ONE + "[a]", rows().row(table("a", "t"))).answers(ONE + "[none]", rows());

    assertThat(Collected.by(tablesOf("a,none,a"), session))
        .contains("mysql_info_schema_table_rows{schema=\"a\",table=\"t\"} 1\n");
    assertThat(session.statements()).hasSize(2);
  }

  @Test
  @Tag("Q20")
  void keepsTheFirstOfADatabaseThatTheServerKnowsByTwoNames() throws MysqlException {
    ScriptedSession session =
        session()
            .answers(ONE + "[a]", rows().row(table("a", "t")))
            .answers(ONE + "[A]", rows().row(table("a", "t")));
    Samples samples = new Samples();

    tablesOf("a,A").collect(session, samples);

    assertThat(Collected.text(samples)).containsOnlyOnce("mysql_info_schema_table_rows{");
    assertThat(samples.dropped()).hasSize(3);
  }

  @Test
  @Tag("Q60")
  void takesAnEmptyListForADatabaseWithoutAName() throws MysqlException {
    ScriptedSession session = session().answers(ONE + "[]", rows());

    assertThat(Collected.by(tablesOf(""), session)).isEmpty();
  }

  private static Collector tablesOf(String databases) {
    return new Tables().with(new Chosen(Map.of("databases", List.of(databases))));
  }

  private static String[] table(String schema, String name) {
    return new String[] {
      schema, name, "BASE TABLE", "InnoDB", "Dynamic", "", "10", "1", "2", "3", "4"
    };
  }

  private static ScriptedSession session() {
    return ScriptedSession.mysql("8.0.36");
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of(
        "schema", "name", "type", "engine", "format", "options", "version", "rows", "data", "index",
        "free");
  }
}
