package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collected;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MysqlUserTest {
  private static final String LIMITS =
      "user, host, max_questions, max_updates, max_connections, max_user_connections";
  private static final List<String> PRIVILEGES =
      List.of(
          "select_priv",
          "insert_priv",
          "update_priv",
          "delete_priv",
          "create_priv",
          "drop_priv",
          "reload_priv",
          "shutdown_priv",
          "process_priv",
          "file_priv",
          "grant_priv",
          "references_priv",
          "index_priv",
          "alter_priv",
          "show_db_priv",
          "super_priv",
          "create_tmp_table_priv",
          "lock_tables_priv",
          "execute_priv",
          "repl_slave_priv",
          "repl_client_priv",
          "create_view_priv",
          "show_view_priv",
          "create_routine_priv",
          "alter_routine_priv",
          "create_user_priv",
          "event_priv",
          "trigger_priv",
          "create_tablespace_priv");
  private static final Chosen WITH_PRIVILEGES = new Chosen(Map.of("privileges", List.of("true")));

  @Test
  @Tag("Q45")
  void servesTheLimitsOfAnAccount() throws MysqlException {
    ScriptedSession session =
        session(
            LIMITS,
            limits()
                .row("app", "10.0.%", "1", "2", "3", "4")
                .row("root", "::1", "0", "0", "0", null));

    assertThat(Collected.by(new MysqlUser(), session))
        .isEqualTo(
            """
            # TYPE mysql_mysql_max_connections gauge
            mysql_mysql_max_connections{hostmask="10.0.%",mysql_user="app"} 3
            mysql_mysql_max_connections{hostmask="::1",mysql_user="root"} 0
            # TYPE mysql_mysql_max_questions gauge
            mysql_mysql_max_questions{hostmask="10.0.%",mysql_user="app"} 1
            mysql_mysql_max_questions{hostmask="::1",mysql_user="root"} 0
            # TYPE mysql_mysql_max_updates gauge
            mysql_mysql_max_updates{hostmask="10.0.%",mysql_user="app"} 2
            mysql_mysql_max_updates{hostmask="::1",mysql_user="root"} 0
            # TYPE mysql_mysql_max_user_connections gauge
            mysql_mysql_max_user_connections{hostmask="10.0.%",mysql_user="app"} 4
            """);
  }

  @Test
  @Tag("Q46")
  void servesMariadbsLimitBelowZero() throws MysqlException {
    ScriptedSession session = session(LIMITS, limits().row("app", "%", "0", "0", "0", "-1"));

    assertThat(Collected.by(new MysqlUser(), session))
        .contains("mysql_mysql_max_user_connections{hostmask=\"%\",mysql_user=\"app\"} -1\n");
  }

  @Test
  @Tag("Q70")
  void servesThe29PrivilegesOfTheReferenceOnRequest() throws MysqlException {
    String[] row = account("app", "%");
    row[8 + PRIVILEGES.indexOf("process_priv")] = "Y";
    row[8 + PRIVILEGES.indexOf("file_priv")] = "";

    String page = Collected.by(new MysqlUser().with(WITH_PRIVILEGES), withPrivileges(row));

    for (String privilege : PRIVILEGES) {
      String sample = "mysql_mysql_%s{hostmask=\"%%\",mysql_user=\"app\"} ".formatted(privilege);
      switch (privilege) {
        case "process_priv" -> assertThat(page).contains(sample + "1\n");
        case "file_priv" -> assertThat(page).doesNotContain(sample);
        default -> assertThat(page).contains(sample + "0\n");
      }
    }
    assertThat(page.lines().filter(line -> line.startsWith("# TYPE"))).hasSize(4 + 28);
  }

  @Test
  @Tag("Q46")
  void takesEveryColumnThatHoldsYesOrNoForAPrivilege() throws MysqlException {
    String page =
        Collected.by(new MysqlUser().with(WITH_PRIVILEGES), withPrivileges(account("Y", "N")));

    assertThat(page)
        .contains(
            "mysql_mysql_user{hostmask=\"N\",mysql_user=\"Y\"} 1\n",
            "mysql_mysql_host{hostmask=\"N\",mysql_user=\"Y\"} 0\n");
  }

  private static String[] account(String user, String host) {
    String[] row = new String[8 + PRIVILEGES.size()];
    Arrays.fill(row, "N");
    row[0] = user;
    row[1] = host;
    Arrays.fill(row, 2, 6, "0");
    row[6] = user;
    row[7] = host;
    return row;
  }

  private static ScriptedSession withPrivileges(String[] row) {
    String columns = LIMITS + ", user, host, " + String.join(", ", PRIVILEGES);
    return session(columns, ScriptedRows.of(columns.split(", ", -1)).row(row));
  }

  private static ScriptedSession session(String columns, ScriptedRows rows) {
    return ScriptedSession.mariadb("10.11.6")
        .answers("SELECT %s FROM mysql.user".formatted(columns), rows);
  }

  private static ScriptedRows limits() {
    return ScriptedRows.of(LIMITS.split(", ", -1));
  }
}
