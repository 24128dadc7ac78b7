package dev.remora.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * How a session begins: it asks what the server is, and is set up to be no burden to it.
 *
 * @param identity what the server is
 * @param complaint why a statement may wait for longer than it should; empty if it may not
 */
record SetUp(ServerIdentity identity, Optional<String> complaint) {
  static SetUp of(Connection connection, SessionOptions options) throws SQLException {
    ServerIdentity identity = identify(connection);
    return new SetUp(identity, beNoBurden(connection, identity, options.lockWait()));
  }

  private static ServerIdentity identify(Connection connection) throws SQLException {
    try (Statement statement = NoFile.in(connection.createStatement());
        ResultSet row =
            statement.executeQuery("SELECT @@version, @@version_comment, CURRENT_USER()")) {
      row.next();
      String version = String.valueOf(row.getString(1));
      String comment = String.valueOf(row.getString(2));
      return new ServerIdentity(
          Flavour.of(version, comment),
          Version.parse(version),
          ServerIdentity.quoted(String.valueOf(row.getString(3))));
    }
  }

  /** Some servers that speak MySQL's protocol do not know all of its variables. */
  private static Optional<String> beNoBurden(
      Connection connection, ServerIdentity identity, Optional<Duration> lockWait)
      throws SQLException {
    // A server that does not let it be so is told of each statement that it finds slow.
    String quiet = SlowLog.leave(identity);
    if (lockWait.isEmpty()) {
      refusal(connection, quiet);
      return Optional.empty();
    }
    String patient = "lock_wait_timeout = " + lockWait.get().toSeconds();
    if (refusal(connection, quiet + ", " + patient).isEmpty()) {
      return Optional.empty();
    }
    refusal(connection, quiet);
    return refusal(connection, "SET SESSION " + patient);
  }

  /** Why the server does not do it; empty if it did. */
  private static Optional<String> refusal(Connection connection, String sql) throws SQLException {
    try (Statement statement = NoFile.in(connection.createStatement())) {
      statement.execute(sql);
      return Optional.empty();
    } catch (SQLException e) {
      if (!Driver.isRefusal(e)) {
        throw e;
      }
      return Optional.of(Driver.words(e));
    }
  }
}
