package dev.remora.collector;

import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Session;

/**
 * Collects one thing from a database. It neither logs nor catches: what it throws becomes its
 * outcome, and the samples it had by then are served.
 */
public interface Collector {
  /** The name behind {@code --collect.}, for example {@code global_status}. */
  String name();

  /** Whether it runs unless told otherwise. */
  Default byDefault();

  /** Whether the server is one that it can work with. */
  boolean appliesTo(ServerIdentity server);

  /** Collects into the samples, on the caller's thread, until the session's deadline. */
  void collect(Session session, Samples samples) throws MysqlException;
}
