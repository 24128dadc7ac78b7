package dev.remora.mysql;

import java.time.Duration;
import java.util.Optional;

/**
 * The longest that the server itself lets a statement of a session run: what holds when nobody gets
 * through to end it. Set once and left as it is for as long as it fits, since setting it is a
 * statement, too.
 */
final class StatementLimit {
  private static final Version MYSQL = new Version(5, 7, 8);
  private static final Version MARIADB = new Version(10, 1, 1);

  private final ServerIdentity server;
  private long seconds;
  private boolean unknown;

  StatementLimit(ServerIdentity server) {
    this.server = server;
    Version first = server.flavour() == Flavour.MARIADB ? MARIADB : MYSQL;
    this.unknown = !server.version().isAtLeast(first);
  }

  /**
   * The statement that makes the limit fit; empty if it fits, or if the server knows none.
   *
   * @param remaining what a statement may take; the limit is that, or up to twice as much
   */
  Optional<String> fit(Duration remaining) {
    long wanted = remaining.plusMillis(999).toSeconds();
    if (unknown || wanted == 0 || (wanted <= seconds && seconds <= 2 * wanted)) {
      return Optional.empty();
    }
    seconds = wanted;
    return Optional.of(
        server.flavour() == Flavour.MARIADB
            ? "SET SESSION max_statement_time = " + wanted
            : "SET SESSION max_execution_time = " + 1_000 * wanted);
  }

  /** The server does not take it. */
  void forget() {
    unknown = true;
  }
}
