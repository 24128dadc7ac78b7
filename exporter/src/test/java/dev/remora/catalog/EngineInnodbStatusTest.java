package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineInnodbStatusTest {
  private static final String SQL = "SHOW ENGINE INNODB STATUS";

  @Test
  void findsQueriesAndReadViewsInTheMonitorsText() throws MysqlException {
    assertThat(
            page(
                """
                =====================================
                ROW OPERATIONS
                --------------
                661 queries inside InnoDB, 10 queries in queue
                15 read views open inside InnoDB
                0 RW transactions active inside InnoDB
                Process ID=1, Main thread ID=2, state: sleeping
                """))
        .isEqualTo(
            """
            # TYPE mysql_engine_innodb_queries_in_queue gauge
            mysql_engine_innodb_queries_in_queue 10
            # TYPE mysql_engine_innodb_queries_inside_innodb gauge
            mysql_engine_innodb_queries_inside_innodb 661
            # TYPE mysql_engine_innodb_read_views_open_inside_innodb gauge
            mysql_engine_innodb_read_views_open_inside_innodb 15
            """);
  }

  @Test
  void servesOnlyTheReadViewsOfMariadb106() throws MysqlException {
    assertThat(page("-----\n3 read views open inside InnoDB\n"))
        .isEqualTo(
            """
            # TYPE mysql_engine_innodb_read_views_open_inside_innodb gauge
            mysql_engine_innodb_read_views_open_inside_innodb 3
            """);
  }

  @Test
  @Tag("Q20")
  void keepsTheFirstOfALineThatIsThereTwice() throws MysqlException {
    String text = "1 read views open inside InnoDB\n2 read views open inside InnoDB\n";

    assertThat(page(text)).contains("mysql_engine_innodb_read_views_open_inside_innodb 1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "queries inside InnoDB, 10 queries in queue", "read views open"})
  void servesNothingOfATextWithoutThem(String text) throws MysqlException {
    assertThat(page(text)).isEmpty();
  }

  @Test
  void servesNothingWithoutARow() throws MysqlException {
    assertThat(Collected.by(new EngineInnodbStatus(), session(rows()))).isEmpty();
  }

  private static String page(String text) throws MysqlException {
    return Collected.by(new EngineInnodbStatus(), session(rows().row("InnoDB", "9", text)));
  }

  private static ScriptedSession session(ScriptedRows rows) {
    return ScriptedSession.mysql("8.0.36").answers(SQL, rows);
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("Type", "Name", "Status");
  }
}
