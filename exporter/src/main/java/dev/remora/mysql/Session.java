package dev.remora.mysql;

import java.util.Optional;

/** A session with a database, as a collector sees it: used by one thread at a time. */
public interface Session {
  /** What the server is, read when the session was opened. */
  ServerIdentity identity();

  /**
   * Runs a statement that gives rows, within the session's deadline.
   *
   * @param parameters what the statement's question marks stand for: numbers and texts
   */
  Rows query(String sql, Object... parameters) throws MysqlException;

  /**
   * The value of a global variable, as {@code ON} or {@code 1}; empty if the server has no variable
   * of this name. Asked so that a name that the server does not know is no error.
   */
  default Optional<String> variable(String name) throws MysqlException {
    try (Rows rows = query("SHOW GLOBAL VARIABLES WHERE variable_name = '" + name + "'")) {
      return rows.next() ? Optional.of(rows.text(1)) : Optional.empty();
    }
  }
}
