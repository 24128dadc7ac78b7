package dev.remora.mysql;

/**
 * How a session keeps its statements out of the server's slow log, which is for those of the
 * database's users.
 */
final class SlowLog {
  private static final Version RESTRICTED = Version.of(8, 0);

  // A year, and the most rows that the variable takes.
  private static final String NEVER_SLOW = "long_query_time = 31536000";
  private static final String NEVER_MANY = "min_examined_row_limit = 4294967295";

  private SlowLog() {}

  /**
   * The statement that does it, as far as a user without privileges may: MySQL 8.0 and later log
   * statements without an index all the same where they are told to.
   */
  static String leave(ServerIdentity server) {
    if (server.flavour() == Flavour.MARIADB) {
      return "SET SESSION slow_query_log = 0";
    }
    return server.version().isAtLeast(RESTRICTED)
        ? "SET SESSION " + NEVER_SLOW
        : "SET SESSION " + NEVER_SLOW + ", " + NEVER_MANY;
  }
}
