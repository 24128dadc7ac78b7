package dev.remora.mysql;

import dev.remora.mysql.MysqlException.Kind;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Optional;
import java.util.Set;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.NonRegisteringDriver;
import org.mariadb.jdbc.message.client.PingPacket;

/**
 * MariaDB Connector/J, without DriverManager and without a URL: a target's parts go in as they are,
 * so that no character of a password means anything.
 */
final class Driver {
  // A server's last words in a session: it shuts down, the session was killed, or idle for too
  // long.
  private static final Set<Integer> GOODBYES = Set.of(1053, 1927, 4031);

  // The status of InnoDB, the longest thing that a collector reads, has 1 MiB. A server that claims
  // to send more would have as much of the heap set aside.
  private static final int LONGEST_ROW = 4 << 20;

  // MySQL's own have 512. Who answers may be anybody.
  private static final int LONGEST_MESSAGE = 1_000;

  private Driver() {}

  static Connection connect(Target target, Deadline login) throws MysqlException {
    Tls tls = target.options().tls();
    try {
      return connect(target, login, tls);
    } catch (SQLException e) {
      if (tls.mode() == Tls.Mode.PREFERRED && hasNoTls(e)) {
        return connectPlain(target, login);
      }
      throw failure(e, target.address(), login, Kind.UNREACHABLE);
    }
  }

  private static Connection connectPlain(Target target, Deadline login) throws MysqlException {
    try {
      return connect(target, login, Tls.OFF);
    } catch (SQLException e) {
      throw failure(e, target.address(), login, Kind.UNREACHABLE);
    }
  }

  private static Connection connect(Target target, Deadline login, Tls tls)
      throws SQLException, MysqlException {
    Configuration configuration = configuration(target, login, tls);
    try {
      return NonRegisteringDriver.connect(configuration);
    } catch (RuntimeException e) {
      // The driver believes what it reads, and stumbles over what no database would send. Its
      // socket
      // is left open then, and nobody but the collector of garbage can close it.
      System.gc();
      throw new MysqlException(
          Kind.UNREACHABLE,
          MysqlException.NO_CODE,
          target.address() + " does not answer as a database does");
    }
  }

  private static Configuration configuration(Target target, Deadline login, Tls tls)
      throws SQLException {
    SessionOptions options = target.options();
    // A builder of its own lacks a table that the driver needs; a parsed one has it.
    Configuration.Builder builder = Configuration.parse("jdbc:mariadb://localhost/").toBuilder();
    if (target.address() instanceof Address.UnixSocket(String path)) {
      // Named twice: the second tells the driver that the way is safe for a password.
      builder = builder.addresses(HostAddress.localSocket(path)).localSocket(path);
    } else if (target.address() instanceof Address.Tcp(String host, int port)) {
      builder = builder.addresses(HostAddress.from(host, port));
      if (!isAscii(target.user())) {
        builder = builder.socketFactory(GreetedSockets.class.getName());
      }
    }
    builder =
        builder
            .user(target.user())
            .password(target.password().value())
            .connectTimeout(login.remainingMillis())
            .socketTimeout(login.remainingMillis())
            // The server sends its RSA key when the password needs one, as the reference asks.
            .allowPublicKeyRetrieval(true)
            .restrictedAuth(Authentication.plugins(options))
            .allowLocalInfile(false)
            .permitRedirect(false)
            .disconnectOnExpiredPasswords(true)
            .maxAllowedPacket(LONGEST_ROW)
            // Nothing of the driver's own wishes: one SET, of what is asked for here.
            .jdbcCompliantTruncation(false)
            .useCompression(options.compression())
            .cachePrepStmts(false)
            .dumpQueriesOnException(false)
            .connectionAttributes("program_name:remora")
            .sslMode("disable");
    if (tls.mode() != Tls.Mode.OFF) {
      builder = SessionTls.chosen(builder, tls);
    }
    if (!options.database().isEmpty()) {
      builder = builder.database(options.database());
    }
    if (!options.variables().isEmpty()) {
      builder = builder.sessionVariables(String.join(",", options.variables()));
    }
    Configuration configuration = builder.build();
    if (tls.mode() != Tls.Mode.OFF) {
      SessionTls.put(configuration, tls);
    }
    return configuration;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** Says what went wrong in the server's words or, where it has none, in ours. */
  static MysqlException failure(SQLException e, Address address, Deadline deadline, Kind usual) {
    if (isTimeout(e) || deadline.passed()) {
      return late(address, usual);
    }
    if (usual == Kind.UNREACHABLE) {
      Optional<String> refusal = Authentication.refusal(e);
      if (refusal.isPresent()) {
        return new MysqlException(usual, Authentication.NOT_SUPPORTED, shortened(refusal.get()));
      }
    }
    if (GOODBYES.contains(e.getErrorCode()) && usual == Kind.REFUSED) {
      return new MysqlException(Kind.LOST, e.getErrorCode(), bare(e));
    }
    if (e.getErrorCode() > 0 && isFromServer(e)) {
      return new MysqlException(usual, e.getErrorCode(), words(e));
    }
    Kind kind = usual == Kind.REFUSED ? Kind.LOST : usual;
    return new MysqlException(kind, MysqlException.NO_CODE, root(e));
  }

  /** The failure of a database that is silent for longer than there was time. */
  static MysqlException late(Address address, Kind usual) {
    String what = usual == Kind.UNREACHABLE ? "did not answer" : "did not finish a statement";
    return new MysqlException(
        Kind.TIMED_OUT,
        MysqlException.NO_CODE,
        "%s %s in the time it had".formatted(address, what));
  }

  /** Asks for a sign of life; by JDBC's own way the driver would wait without a limit. */
  static void ping(Connection connection) throws SQLException {
    connection
        .unwrap(org.mariadb.jdbc.Connection.class)
        .getClient()
        .execute(PingPacket.INSTANCE, false);
  }

  /** The number of the session, by which others can end it. */
  static long id(Connection connection) throws SQLException {
    return connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
  }

  static void closeQuietly(Connection connection, Exception first) {
    try {
      connection.close();
    } catch (SQLException e) {
      first.addSuppressed(e);
    }
  }

  /** Whether the server refused a statement, and is there for the next one. */
  static boolean isRefusal(SQLException e) {
    return e.getErrorCode() > 0 && isFromServer(e) && !GOODBYES.contains(e.getErrorCode());
  }

  /** Whether a connection error is one of the server's own answers, such as 1045 or 1040. */
  private static boolean isFromServer(SQLException e) {
    String state = e.getSQLState();
    return state != null && (!state.startsWith("08") || state.equals("08004"));
  }

  private static boolean isTimeout(SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTimeoutException || cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasNoTls(SQLException e) {
    String message = e.getMessage();
    return message != null && message.contains("ssl not enabled in the server");
  }

  /** An error of the server's own, as its own programs write it. */
  static String words(SQLException e) {
    return "Error " + e.getErrorCode() + " (" + e.getSQLState() + "): " + bare(e);
  }

  /** The driver writes "(conn=12) " before the server's words. */
  private static String bare(SQLException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.startsWith("(conn=") ? message.indexOf(") ") : -1;
    return shortened(end < 0 ? message : message.substring(end + 2));
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "...";
  }

  private static String root(SQLException e) {
    Throwable cause = e.getCause();
    if (cause instanceof EOFException) {
      return "the server closed the connection";
    }
    String message = bare(e);
    String detail = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
    return message.contains(detail) ? message : shortened(message + ": " + detail);
  }
}
