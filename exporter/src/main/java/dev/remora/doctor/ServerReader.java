package dev.remora.doctor;

import dev.remora.mysql.DatabaseSession;
import dev.remora.mysql.Flavour;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  private Optional<Server.Dormant> dormant(Privileges privileges) throws MysqlException {
    List<String> roles = privileges.roles();
    if (roles.isEmpty() || hasActiveRole()) {
      return Optional.empty();
    }
    String account = session.identity().account();
    if (session.identity().flavour() == Flavour.MYSQL) {
      return Optional.of(
          new Server.Dormant(
              privileges("SHOW GRANTS FOR CURRENT_USER() USING " + String.join(", ", roles)),
              "SET DEFAULT ROLE ALL TO " + account));
    }
    // MariaDB has one role active at a time: with several, which one is not for us to say.
    if (roles.size() > 1) {
      return Optional.empty();
    }
    // What a role may do it shows only to who has taken it on.
    String role = roles.getFirst();
    try {
      session.execute("SET ROLE " + role);
    } catch (MysqlException e) {
      if (e.kind() != Kind.REFUSED) {
        throw e;
      }
      return Optional.empty();
    }
    return Optional.of(
        new Server.Dormant(
            privileges("SHOW GRANTS"), "SET DEFAULT ROLE %s FOR %s".formatted(role, account)));
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
    List<List<String>> rows =
        rows(
            "SELECT %s FROM performance_schema.setup_instruments"
                .formatted(String.join(", ", sums)));
    Map<String, Long> on = new HashMap<>();
    for (int i = 0; !rows.isEmpty() && i < INSTRUMENTS.size(); i++) {
      String sum = rows.getFirst().get(i);
      if (!sum.isEmpty()) {
        on.put(INSTRUMENTS.get(i), Long.parseLong(sum));
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
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < rows.width(); i++) {
          row.add(rows.text(i));
        }
        all.add(row);
      }
    } catch (MysqlException e) {
      if (e.kind() != Kind.REFUSED) {
        throw e;
      }
      return List.of();
    }
    return all;
  }
}
