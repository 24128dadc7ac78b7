package dev.remora.doctor;

import dev.remora.mysql.DatabaseSession;
import dev.remora.mysql.Flavour;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks a server what it is; what it refuses to say is taken for unknown. */
final class ServerReader {
  private static final String VARIABLES =
      """
      SHOW GLOBAL VARIABLES WHERE variable_name IN (
        'aurora_version',
        'log_bin',
        'performance_schema',
        'query_response_time_stats',
        'rocksdb_perf_context_level',
        'userstat',
        'userstat_running')
      """;

  private static final List<String> INSTRUMENTS =
      List.of("memory/", "statement/", "wait/io/file/", "wait/io/table/", "wait/lock/table/");

  private final DatabaseSession session;

  private ServerReader(DatabaseSession session) {
    this.session = session;
  }

  /** The server at the other end of a session, which may have another role afterwards. */
  static Server read(DatabaseSession session) throws MysqlException {
    return new ServerReader(session).server();
  }

  private Server server() throws MysqlException {
    List<List<String>> words = rows("SELECT @@version, @@version_comment");
    Map<String, String> variables = new HashMap<>();
    rows(VARIABLES).forEach(row -> variables.put(row.getFirst(), row.get(1)));
    Privileges privileges = privileges("SHOW GRANTS");
    String encryption = encryption();
    Map<String, Long> instruments = instruments();
    boolean plugin = responseTimePlugin();
    return new Server(
        session.identity(),
        words.isEmpty() ? session.identity().version().toString() : words.getFirst().getFirst(),
        words.isEmpty() ? "" : words.getFirst().get(1),
        encryption,
        variables,
        privileges,
        dormant(privileges),
        instruments,
        plugin);
  }

  private Privileges privileges(String statement) throws MysqlException {
    return Privileges.parse(rows(statement).stream().map(List::getFirst).toList());
  }

  private String encryption() throws MysqlException {
    List<List<String>> rows = rows("SHOW SESSION STATUS WHERE variable_name = 'Ssl_version'");
    return rows.isEmpty() ? "" : rows.getFirst().get(1);
  }

  private List<Server.Dormant> dormant(Privileges privileges) throws MysqlException {
    List<String> roles = privileges.roles();
    if (roles.isEmpty() || hasActiveRole()) {
      return List.of();
    }
    if (session.identity().flavour() == Flavour.MYSQL) {
      List<Server.Dormant> dormant = new ArrayList<>();
      for (String role : roles) {
        Privileges with = privileges("SHOW GRANTS FOR CURRENT_USER() USING " + role);
        dormant.add(new Server.Dormant(new Step.Wake(role, "TO"), with));
      }
      dormant.sort(Comparator.comparingInt(one -> one.privileges().width()));
      return dormant;
    }
    // MariaDB has one role active at a time: with several, which one is not for us to say.
    if (roles.size() > 1) {
      return List.of();
    }
    // What a role may do it shows only to who has taken it on.
    String role = roles.getFirst();
    try {
      session.execute("SET ROLE " + role);
    } catch (MysqlException e) {
      if (e.kind() != Kind.REFUSED) {
        throw e;
      }
      return List.of();
    }
    return List.of(new Server.Dormant(new Step.Wake(role, "FOR"), privileges("SHOW GRANTS")));
  }

  private boolean hasActiveRole() throws MysqlException {
    List<List<String>> rows = rows("SELECT CURRENT_ROLE()");
    String role = rows.isEmpty() ? "" : rows.getFirst().getFirst();
    return !role.isEmpty() && !role.equals("NONE");
  }

  private Map<String, Long> instruments() throws MysqlException {
    List<String> sums = new ArrayList<>();
    for (String beginning : INSTRUMENTS) {
      sums.add("SUM(name LIKE '%s%%' AND enabled = 'YES')".formatted(beginning));
    }
    Map<String, Long> on = new HashMap<>();
    eachRow(
        "SELECT %s FROM performance_schema.setup_instruments".formatted(String.join(", ", sums)),
        row -> on.putAll(instruments(row)));
    return on;
  }

  /** How many are on, of a row of their sums. */
  static Map<String, Long> instruments(Rows row) throws MysqlException {
    Map<String, Long> on = new HashMap<>();
    for (int i = 0; i < INSTRUMENTS.size(); i++) {
      double sum = row.number(i);
      if (!Double.isNaN(sum)) {
        on.put(INSTRUMENTS.get(i), (long) sum);
      }
    }
    return on;
  }

  /** Only MariaDB says what could be installed. */
  private boolean responseTimePlugin() throws MysqlException {
    return session.identity().flavour() == Flavour.MARIADB
        && !rows("SELECT plugin_name FROM information_schema.all_plugins"
                + " WHERE plugin_name = 'QUERY_RESPONSE_TIME'")
            .isEmpty();
  }

  /** The rows of a statement; none where the server refuses it. */
  private List<List<String>> rows(String sql) throws MysqlException {
    List<List<String>> all = new ArrayList<>();
    eachRow(
        sql,
        rows -> {
          List<String> row = new ArrayList<>();
          for (int i = 0; i < rows.width(); i++) {
            row.add(rows.text(i));
          }
          all.add(row);
        });
    return all;
  }

  private void eachRow(String sql, RowReader reader) throws MysqlException {
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        reader.read(rows);
      }
    } catch (MysqlException e) {
      if (e.kind() != Kind.REFUSED) {
        throw e;
      }
    }
  }

  @FunctionalInterface
  private interface RowReader {
    void read(Rows row) throws MysqlException;
  }
}
