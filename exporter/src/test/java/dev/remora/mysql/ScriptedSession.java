package dev.remora.mysql;

import dev.remora.mysql.MysqlException.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A session with a server that knows some statements by heart and refuses all others. */
public final class ScriptedSession implements Session {
  private final ServerIdentity identity;
  private final Map<String, ScriptedRows> answers = new HashMap<>();
  private final Map<String, MysqlException> failures = new HashMap<>();
  private final List<String> statements = new ArrayList<>();
  private final List<ScriptedRows> handedOut = new ArrayList<>();

  private ScriptedSession(ServerIdentity identity) {
    this.identity = identity;
  }

  /** A MySQL server of a version. */
  public static ScriptedSession mysql(String version) {
    return new ScriptedSession(identity(Flavour.MYSQL, version));
  }

  /** A MariaDB server of a version. */
  public static ScriptedSession mariadb(String version) {
    return new ScriptedSession(identity(Flavour.MARIADB, version));
  }

  /**
   * Answers a statement; blanks and lines of its text do not count. Parameters stand behind it, as
   * {@code [1, text]}.
   */
  public ScriptedSession answers(String sql, ScriptedRows rows) {
    answers.put(oneLine(sql), rows);
    return this;
  }

  /** Answers a statement with an error. */
  public ScriptedSession fails(String sql, MysqlException failure) {
    failures.put(oneLine(sql), failure);
    return this;
  }

  /** The statements that were run, each on one line. */
  public List<String> statements() {
    return statements;
  }

  /** Whether all rows that were handed out are closed. */
  public boolean isTidy() {
    return handedOut.stream().allMatch(ScriptedRows::isClosed);
  }

  @Override
  public ServerIdentity identity() {
    return identity;
  }

  @Override
  public Rows query(String sql, Object... parameters) throws MysqlException {
    String line = oneLine(parameters.length == 0 ? sql : sql + Arrays.toString(parameters));
    statements.add(line);
    MysqlException failure = failures.get(line);
    if (failure != null) {
      throw failure;
    }
    ScriptedRows rows = answers.get(line);
    if (rows == null) {
      throw refusal(1064, "42000", "You have an error in your SQL syntax near '" + line + "'");
    }
    handedOut.add(rows);
    return rows;
  }

  /** A server's own error, in the words that a session gives it. */
  public static MysqlException refusal(int code, String state, String message) {
    return new MysqlException(
        Kind.REFUSED, code, "Error %d (%s): %s".formatted(code, state, message));
  }

  private static ServerIdentity identity(Flavour flavour, String version) {
    return new ServerIdentity(flavour, Version.parse(version), "'exporter'@'localhost'");
  }

  private static String oneLine(String sql) {
    return sql.strip().replaceAll("\\s+", " ");
  }
}
