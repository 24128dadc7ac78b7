package dev.remora.bench;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;

/**
 * What a server counted of one user since its start.
 *
 * @param connections sessions that were opened
 * @param statements commands besides those that open, keep and close a session
 * @param failed commands that ended in an error
 */
record ServerCount(long connections, long statements, long failed) {
  static ServerCount of(DatabaseServer server, Account account) {
    String user = DatabaseServer.quote(account.user());
    String statements = "performance_schema.events_statements_summary_by_user_by_event_name";
    String own = " FROM " + statements + " WHERE user = " + user;
    String kept = " AND event_name NOT IN ('statement/com/Ping', 'statement/com/Quit')";
    return new ServerCount(
        number(
            server,
            "SELECT COALESCE(SUM(total_connections), 0) AS n FROM performance_schema.users"
                + " WHERE user = "
                + user),
        number(server, "SELECT COALESCE(SUM(count_star), 0) AS n" + own + kept),
        number(server, "SELECT COALESCE(SUM(sum_errors), 0) AS n" + own));
  }

  private static long number(DatabaseServer server, String query) {
    return Long.parseLong(server.column("n", query).getFirst());
  }
}
