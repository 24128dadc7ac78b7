package dev.remora.mysql;

import dev.remora.mysql.MysqlException.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One session with a database. Used by one thread at a time; only {@link #abort} may come from
 * another, and has to, for a statement that is late. Whoever takes a session from {@link Sessions}
 * gives it back there.
 */
public final class DatabaseSession implements Session {
  // Rows are read from the wire in portions of this many, so that a large result is never held.
  private static final int ROWS_PER_READ = 256;

  // The driver would wait for the server's side to close, for ever on a unix socket.
  private static final Duration GOODBYE = Duration.ofMillis(100);

  // Unknown: table of information_schema, engine. Nobody makes those as users make tables.
  private static final Set<Integer> NOT_OF_THIS_SERVER = Set.of(1109, 1286);

  private final Address address;
  private final Connection connection;
  private final SetUp setUp;
  private final long id;
  private final StatementLimit limit;
  private final Map<String, Boolean> variables = new HashMap<>();
  // By statement, what the server said of it.
  private final Map<String, MysqlException> missing = new HashMap<>();
  private final long opened = System.nanoTime();
  private volatile long rested = opened;
  private Deadline deadline;
  // Since it was taken: a server may have ended it while it lay idle.
  private boolean answered = true;
  private volatile boolean broken;
  private volatile boolean left;
  private volatile @Nullable Thread user;

  private DatabaseSession(
      Target target, Connection connection, SetUp setUp, long id, Deadline deadline) {
    this.address = target.address();
    this.connection = connection;
    this.setUp = setUp;
    this.limit = new StatementLimit(setUp.identity());
    this.id = id;
    this.deadline = deadline;
  }

  /** Connects, logs in, sets the session up and reads what the server is, all by the deadline. */
  static DatabaseSession open(Target target, Deadline deadline) throws MysqlException {
    Deadline login = deadline.atMost(target.options().connectTimeout());
    return Bounded.by(
        login,
        () -> Driver.late(target.address(), Kind.UNREACHABLE),
        () -> openNow(target, login, deadline),
        DatabaseSession::close);
  }

  private static DatabaseSession openNow(Target target, Deadline login, Deadline deadline)
      throws MysqlException {
    Connection connection = Driver.connect(target, login);
    try {
      SetUp setUp = SetUp.of(connection, target.options());
      // No more than was asked for: a timer for each answer would be what a scrape mostly sets.
      connection.setNetworkTimeout(Runnable::run, millis(target.options().readTimeout()));
      return new DatabaseSession(target, connection, setUp, Driver.id(connection), deadline);
    } catch (SQLException e) {
      MysqlException failure = Driver.failure(e, target.address(), login, Kind.UNREACHABLE);
      Driver.closeQuietly(connection, failure);
      throw failure;
    }
  }

  @Override
  public ServerIdentity identity() {
    return setUp.identity();
  }

  /** What the server did not let the session be set up with, in its words; empty if it did. */
  public Optional<String> complaint() {
    return setUp.complaint();
  }

  /**
   * What the server has no table or engine for is refused without asking it again: it would count
   * an error for each scrape. A plugin that brings them is seen by the next session.
   */
  @Override
  public Rows query(String sql, Object... parameters) throws MysqlException {
    MysqlException known = missing.get(sql);
    if (known != null) {
      throw known;
    }
    user = Thread.currentThread();
    try {
      checkDeadline();
      Rows rows = parameters.length == 0 ? rows(sql) : rows(sql, parameters);
      answered = true;
      return rows;
    } catch (SQLException e) {
      MysqlException failure = failed(e);
      if (NOT_OF_THIS_SERVER.contains(failure.code())) {
        missing.put(sql, failure);
      }
      throw failure;
    }
  }

  private Rows rows(String sql) throws SQLException {
    Statement statement = connection.createStatement();
    return rows(statement, () -> statement.executeQuery(sql));
  }

  private Rows rows(String sql, Object[] parameters) throws SQLException {
    // The driver puts the values in by itself, quoted: no second way to the server and back.
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return rows(statement, statement::executeQuery);
  }

  private Rows rows(Statement statement, Execution execution) throws SQLException {
    try {
      NoFile.in(statement).setFetchSize(ROWS_PER_READ);
      return new DatabaseRows(this, statement, execution.run());
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private interface Execution {
    ResultSet run() throws SQLException;
  }

  /** Looking through all variables costs a millisecond: which there are is asked for once. */
  @Override
  public Optional<String> variable(String name) throws MysqlException {
    Boolean known = variables.get(name);
    if (known == null) {
      Optional<String> value = Session.super.variable(name);
      variables.put(name, value.isPresent());
      return value;
    }
    if (!known) {
      return Optional.empty();
    }
    try (Rows rows = query("SELECT @@GLOBAL." + name)) {
      return rows.next() ? Optional.of(rows.text(0)) : Optional.empty();
    } catch (MysqlException e) {
      if (e.kind() == Kind.REFUSED) {
        // Its plugin was unloaded.
        variables.remove(name);
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Asks the server for a sign of life. */
  void ping(Deadline patience) throws MysqlException {
    workUntil(patience);
    try {
      bounded(() -> Driver.ping(connection));
      answered = true;
    } catch (MysqlException e) {
      broken = true;
      throw e;
    }
  }

  /** From here on everything must be done by this deadline. */
  public void workUntil(Deadline newDeadline) {
    this.deadline = newDeadline;
  }

  /** Nobody works with it now. */
  void rest() {
    user = null;
    answered = false;
    rested = System.nanoTime();
  }

  /** How long ago it logged in. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - opened);
  }

  /** How long nobody has worked with it. */
  Duration idleFor() {
    return Duration.ofNanos(System.nanoTime() - rested);
  }

  /** The number that the server gave the session. */
  long id() {
    return id;
  }

  /** Whether the server may still be at work on a statement that nobody waits for any more. */
  boolean leftAStatement() {
    return left;
  }

  /** Ends another session, and what the server does for it. */
  void kill(long other) throws MysqlException {
    execute("KILL " + other);
  }

  /** Has the server itself end statements that run for longer than there is time now. */
  void limitStatements() throws MysqlException {
    Optional<String> setting = limit.fit(deadline.remaining());
    if (setting.isPresent()) {
      try {
        execute(setting.get());
      } catch (MysqlException e) {
        if (e.kind() != Kind.REFUSED) {
          throw e;
        }
        // A server that only says that it is one of those that can.
        limit.forget();
      }
    }
  }

  /** Runs a statement that gives no rows. */
  public void execute(String sql) throws MysqlException {
    bounded(() -> {
      try (Statement statement = NoFile.in(connection.createStatement())) {
        statement.execute(sql);
      }
    });
  }

  /** What is not a collector's, and so is not cut with its scrape. */
  private void bounded(Step step) throws MysqlException {
    Bounded.by(
        deadline,
        () -> Driver.late(address, Kind.REFUSED),
        () -> {
          user = Thread.currentThread();
          try {
            checkDeadline();
            step.run();
            return this;
          } catch (SQLException e) {
            throw failed(e);
          }
        },
        session -> {});
  }

  private interface Step {
    void run() throws SQLException;
  }

  /** Whether the server is known to have had the session since it was taken. */
  public boolean hasAnswered() {
    return answered;
  }

  /** Whether the session cannot be used again. */
  public boolean isBroken() {
    return broken;
  }

  /** Lets nobody use the session again: what was begun with it may not be at its end. */
  public void discard() {
    broken = true;
  }

  /**
   * Cuts the session from any thread, without waiting: the virtual thread that works with it is
   * interrupted, which closes the socket under it.
   */
  public void abort() {
    broken = true;
    Thread thread = user;
    if (thread != null) {
      left = true;
      thread.interrupt();
    }
  }

  /** Says goodbye to the server, so that it logs no aborted connection, and does not wait long. */
  void close() {
    try {
      Bounded.by(
          Deadline.after(GOODBYE),
          () -> Driver.late(address, Kind.REFUSED),
          () -> {
            closeNow();
            return this;
          },
          session -> {});
    } catch (MysqlException e) {
      // It was to go anyway; the server drops its side by itself.
      broken = true;
    }
  }

  private void closeNow() throws MysqlException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  MysqlException failed(SQLException e) {
    MysqlException failure = Driver.failure(e, address, deadline, Kind.REFUSED);
    if (failure.kind() != Kind.REFUSED) {
      broken = true;
    }
    left |= failure.kind() == Kind.TIMED_OUT;
    return failure;
  }

  // Asked once the thread is known to who cuts: one of the two sees the other.
  void checkDeadline() throws SQLException {
    if (broken || deadline.passed()) {
      throw new SQLTimeoutException("cut between two waits");
    }
  }

  /** As sockets count, with 0 for without end. */
  private static int millis(Duration timeout) {
    return timeout.compareTo(SessionOptions.NO_READ_TIMEOUT) < 0
        ? Math.toIntExact(Math.max(1, timeout.toMillis()))
        : 0;
  }
}
