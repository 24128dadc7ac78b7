package dev.remora.catalog;

import dev.remora.mysql.Flavour;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;

/**
 * A statement that MySQL 8.4 knows only by a new name, which MariaDB never took over.
 *
 * @param old the name up to MySQL 8.3, and on MariaDB
 * @param current the name from MySQL 8.4 on
 */
record Renamed(String old, String current) {
  private static final Version RENAMED = Version.of(8, 4);
  private static final int SYNTAX_ERROR = 1064;

  /** Runs it by the name for the server, or by the other one if the server does not know that. */
  Rows query(Session session) throws MysqlException {
    boolean isNew = isNew(session.identity());
    try {
      return session.query(isNew ? current : old);
    } catch (MysqlException e) {
      // Servers whose version says nothing: proxies, forks.
      if (e.code() != SYNTAX_ERROR) {
        throw e;
      }
      return session.query(isNew ? old : current);
    }
  }

  private static boolean isNew(ServerIdentity server) {
    return server.flavour() == Flavour.MYSQL && server.version().isAtLeast(RENAMED);
  }
}
