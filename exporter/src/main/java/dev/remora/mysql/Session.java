package dev.remora.mysql;

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
}
