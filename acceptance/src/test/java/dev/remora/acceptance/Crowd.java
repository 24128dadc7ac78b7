package dev.remora.acceptance;

import dev.remora.servers.Account;
import dev.remora.servers.DatabaseServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Many open sessions that others than an exporter have with a server. */
final class Crowd implements AutoCloseable {
  /** Makes a server take them all, and see where they come from. */
  static final List<String> WELCOME =
      List.of("--max-connections=400", "--skip-name-resolve", "--bind-address=*");

  private static final int TOO_MANY_CONNECTIONS = 1040;

  private final List<Connection> sessions = new ArrayList<>();

  private Crowd() {}

  /** Whether this machine has IPv6, and so one session comes over it. */
  static boolean comesOverIpv6() {
    try {
      return NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")) != null;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Sessions of all accounts of {@link OddSchema}, each from a host of its own; the server needs
   * the options {@link #WELCOME}.
   */
  static Crowd at(DatabaseServer server) {
    Crowd crowd = new Crowd();
    try {
      for (int i = 0; i < OddSchema.ACCOUNTS; i++) {
        String host = "127.1.%d.%d".formatted(i / 250, 1 + i % 250);
        crowd.sessions.add(server.session(OddSchema.user(i), "none", host));
      }
      if (comesOverIpv6()) {
        crowd.sessions.add(server.session(OddSchema.user(3), "none", "::1"));
      }
      return crowd;
    } catch (SQLException e) {
      crowd.close();
      throw new IllegalStateException(server + ": " + e.getMessage(), e);
    }
  }

  /** As many sessions of one account as the server takes. */
  static Crowd filling(DatabaseServer server) {
    Account account = server.accountWithoutPrivileges("crowd");
    Crowd crowd = new Crowd();
    try {
      while (true) {
        crowd.sessions.add(server.session(account.user(), account.password(), "127.0.0.1"));
      }
    } catch (SQLException e) {
      if (e.getErrorCode() == TOO_MANY_CONNECTIONS) {
        return crowd;
      }
      crowd.close();
      throw new IllegalStateException(server + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    for (Connection session : sessions) {
      try {
        session.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
