package dev.remora.mysql;

import dev.remora.mysql.MysqlException.Kind;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The statements that sessions left behind. Dropping a connection does not end its statement: the
 * server works on for nobody, and holds what it has locked. Everybody may end sessions of the same
 * user. Safe for any thread.
 */
final class LeftStatements {
  // The numbers of sessions that were left in the middle of a statement.
  private final Queue<Long> left = new ConcurrentLinkedQueue<>();

  /** Takes up a session that is given back, if it has left a statement. */
  void note(DatabaseSession session) {
    if (session.leftAStatement()) {
      left.add(session.id());
    }
  }

  /** Ends them all by way of a session. */
  void endBy(DatabaseSession session) throws MysqlException {
    for (Long id = left.poll(); id != null; id = left.poll()) {
      try {
        session.kill(id);
      } catch (MysqlException e) {
        if (e.kind() != Kind.REFUSED) {
          left.add(id);
          throw e;
        }
        // It ended by itself, or its user may not end it: nothing more can be done.
      }
    }
  }
}
