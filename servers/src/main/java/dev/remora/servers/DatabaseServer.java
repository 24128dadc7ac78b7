package dev.remora.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * One server with a data folder and a port of its own, which it keeps over restarts.
 *
 * <p>The tests' own statements run as the user {@code harness}, so root, its password and its
 * sessions belong to the test. Owned by one thread.
 */
public final class DatabaseServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(2);
  private static final Duration SESSION_END_LIMIT = Duration.ofMinutes(1);
  // Shorter than the limits that servers set to statements themselves: only a KILL is that quick.
  private static final Duration STATEMENT_END_LIMIT = Duration.ofSeconds(9);
  private static final String HARNESS_PASSWORD = "harness";

  private final ServerKind kind;
  private final List<String> options;
  private final Path folder;
  private final int port = FreePort.pick();
  private final Thread lastResort = new Thread(this::discard);
  private String rootPassword = "";
  private String lastRefusal = "";
  private Process process;

  private DatabaseServer(ServerKind kind, List<String> options) {
    this.kind = kind;
    this.options = new ArrayList<>(options);
    // Before there is a folder to remove: it may not be had.
    Path template = kind.template();
    folder = Folders.temporary();
    Runtime.getRuntime().addShutdownHook(lastResort);
    Folders.copy(template, data());
    prepare();
    process = launch();
  }

  /** Starts a new server; returns when it answers. */
  public static DatabaseServer start(ServerKind kind, String... options) {
    DatabaseServer server = new DatabaseServer(kind, List.of(options));
    server.awaitAnswer();
    server.rootPassword("root's own");
    return server;
  }

  public int port() {
    return port;
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  public Path socket() {
    return folder.resolve("mysql.sock");
  }

  public String rootPassword() {
    return rootPassword;
  }

  public void rootPassword(String password) {
    sql("ALTER USER root@localhost IDENTIFIED BY " + quote(password));
    rootPassword = password;
  }

  public ServerKind kind() {
    return kind;
  }

  /** A new user with a random password and the privileges that every collector together needs. */
  public Account account(String user) {
    Account account = accountWithoutPrivileges(user);
    sql("GRANT " + kind.grants() + " TO " + user + "@" + clientHost());
    return account;
  }

  /** A new user with a random password who may connect, and nothing else. */
  public Account accountWithoutPrivileges(String user) {
    Account account = new Account(user, RandomPassword.letters(20));
    String name = user + "@" + clientHost();
    sql(
        "DROP USER IF EXISTS " + name,
        "CREATE USER " + name + " IDENTIFIED BY " + quote(account.password()));
    return account;
  }

  /**
   * A session of a user from this address of the machine itself, such as {@code 127.1.0.5} or
   * {@code ::1}; the caller closes it.
   */
  public Connection session(String user, String password, String from) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("localSocketAddress", from);
    String host = from.contains(":") ? "[" + from + "]" : "127.0.0.1";
    return connect(host, user, password, properties);
  }

  /** A session of the harness' own, for what has to outlast a statement; the caller closes it. */
  public Connection session() throws SQLException {
    return connect();
  }

  /** Runs the statements, one after the other in one session. */
  public void sql(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String text : statements) {
        statement.execute(text);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(kind + ": " + e.getMessage(), e);
    }
  }

  /** The named column of every row. */
  public List<String> column(String name, String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(name)));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(kind + ": " + e.getMessage(), e);
    }
  }

  /** Takes all privileges away from the account. */
  public void revokeAll(Account account) {
    sql("REVOKE ALL PRIVILEGES, GRANT OPTION FROM " + account.user() + "@" + clientHost());
  }

  /** Ends the sessions of this user: they would keep the privileges that they began with. */
  public void endSessions(Account account) {
    String query =
        "SELECT id FROM information_schema.processlist WHERE user = " + quote(account.user());
    for (String id : column("id", query)) {
      sql("KILL " + id);
    }
  }

  /** The sessions that are neither the server's own nor the harness', with what each does. */
  public List<String> sessions() {
    // One that was killed and has no statement is over, even where the server's thread misses that
    // its socket was shut down: seen on MySQL 5.7, once in a hundred times.
    return column(
        "session",
        """
        SELECT CONCAT(user, ' ', command, ' ', COALESCE(info, '')) AS session
        FROM information_schema.processlist
        WHERE user NOT IN ('harness', 'replicator', 'system user', 'event_scheduler')
          AND (command <> 'Killed' OR info IS NOT NULL)
        """);
  }

  /** Fails when one of these sessions is left. */
  public void assertNoSessionLeft() {
    // A server sees a closed connection a moment later than the one who closed it.
    Await.until(
        SESSION_END_LIMIT,
        () -> sessions().isEmpty(),
        () -> "no session left on " + this + ", there is " + sessions());
  }

  /** Fails when more of these sessions are left than so many idle ones of this user. */
  public void assertOnlyIdleSessionsLeft(Account account, int max) {
    String idle = account.user() + " Sleep ";
    Await.until(
        STATEMENT_END_LIMIT,
        () -> sessions().size() <= max && sessions().stream().allMatch(idle::equals),
        () -> "only %d idle sessions left on %s, there is %s".formatted(max, this, sessions()));
  }

  /** Ends the server in an orderly way. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(this + " did not stop within " + STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Ends the server as a crash does. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts the stopped server again, on the same port and data. */
  public void startAgain() {
    process = launch();
    awaitAnswer();
  }

  /** Stops it, and starts it again with more options. */
  public void restart(List<String> more) {
    stop();
    options.addAll(more);
    startAgain();
  }

  /** Makes the server stand still: the kernel goes on accepting connections, nobody answers. */
  public void pause() {
    signal("-STOP");
  }

  public void resume() {
    signal("-CONT");
  }

  /** The process, as the kernel numbers it. */
  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  @Override
  public void close() {
    discard();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  @Override
  public String toString() {
    return kind + " at " + address();
  }

  /** A text as a literal in SQL. */
  public static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** What a server on this machine takes a client on it for, as accounts name it. */
  public String clientHost() {
    return options.contains("--skip-name-resolve") ? "'127.0.0.1'" : "localhost";
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path log() {
    return folder.resolve("error.log");
  }

  private Path firstStatements() {
    return folder.resolve("first.sql");
  }

  private void prepare() {
    try {
      Files.writeString(
          firstStatements(),
          """
          SET sql_log_bin = 0;
          CREATE USER IF NOT EXISTS harness@%s IDENTIFIED BY '%s';
          GRANT ALL ON *.* TO harness@%s WITH GRANT OPTION;
          """
              .formatted(clientHost(), HARNESS_PASSWORD, clientHost()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    List<String> command = new ArrayList<>(kind.command(data()));
    command.add("--port=" + port);
    command.add("--bind-address=127.0.0.1");
    command.add("--socket=" + socket());
    command.add("--pid-file=" + folder.resolve("pid"));
    command.add("--log-error=" + log());
    command.add("--init-file=" + firstStatements());
    command.add("--tmpdir=" + folder);
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("LD_LIBRARY_PATH", kind.libraries());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer() {
    Await.until(
        START_LIMIT,
        () -> answers() || !process.isAlive(),
        () -> this + ": " + lastRefusal + endOfLog());
    if (!process.isAlive()) {
      throw new AssertionError(this + " ended at start" + endOfLog());
    }
  }

  private boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(10);
    } catch (SQLException e) {
      lastRefusal = String.valueOf(e.getMessage());
      return false;
    }
  }

  private Connection connect() throws SQLException {
    return connect("127.0.0.1", "harness", HARNESS_PASSWORD, new Properties());
  }

  private Connection connect(String host, String user, String password, Properties more)
      throws SQLException {
    Properties properties = new Properties();
    properties.putAll(more);
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    // The servers sign their own certificates, which the driver refuses without being told.
    properties.setProperty("sslMode", "disable");
    properties.setProperty("allowPublicKeyRetrieval", "true");
    properties.setProperty("connectTimeout", "30000");
    properties.setProperty("socketTimeout", "180000");
    return DriverManager.getConnection("jdbc:mariadb://%s:%d/".formatted(host, port), properties);
  }

  private void signal(String name) {
    Run.of(STOP_LIMIT, "kill", name, Long.toString(process.pid())).succeeded();
  }

  private void discard() {
    process.destroyForcibly().onExit().join();
    Folders.remove(folder);
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of("no log");
      return ":\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
