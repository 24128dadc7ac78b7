package dev.remora.mysql;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How sessions with a target are set up.
 *
 * @param connectTimeout how long connecting and logging in may take, whatever else is allowed
 * @param readTimeout the longest silence of the server while a statement runs
 * @param tls how it is encrypted
 * @param cleartextPasswords whether the server may ask for the password as clear text
 * @param compression whether packets are compressed
 * @param database the database to select; empty for none
 * @param lockWait how long a statement waits for a metadata lock; empty for as long as the server
 *     has it
 * @param variables assignments for {@code SET SESSION}, for example {@code sql_mode=''}; a session
 *     is of no use where the server refuses them
 */
public record SessionOptions(
    Duration connectTimeout,
    Duration readTimeout,
    Tls tls,
    boolean cleartextPasswords,
    boolean compression,
    String database,
    Optional<Duration> lockWait,
    List<String> variables) {
  /** A bounded default: without it a black hole holds a scrape for the system's own limit. */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** As long as any deadline, so that the deadline alone decides. */
  public static final Duration NO_READ_TIMEOUT = Duration.ofDays(1);

  /** What holds where nothing else is said. */
  public static final SessionOptions DEFAULT =
      new SessionOptions(
          DEFAULT_CONNECT_TIMEOUT,
          NO_READ_TIMEOUT,
          Tls.OFF,
          false,
          false,
          "",
          Optional.empty(),
          List.of());

  /** Copies the list. */
  public SessionOptions {
    variables = List.copyOf(variables);
  }

  /** The same options with another wait for metadata locks. */
  public SessionOptions withLockWait(Duration newLockWait) {
    return new SessionOptions(
        connectTimeout,
        readTimeout,
        tls,
        cleartextPasswords,
        compression,
        database,
        Optional.of(newLockWait),
        variables);
  }

  /** The same options with other session variables. */
  public SessionOptions withVariables(List<String> newVariables) {
    return new SessionOptions(
        connectTimeout,
        readTimeout,
        tls,
        cleartextPasswords,
        compression,
        database,
        lockWait,
        newVariables);
  }
}
