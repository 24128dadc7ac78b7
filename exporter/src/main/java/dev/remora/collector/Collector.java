package dev.remora.collector;

import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Session;

/**
 * Collects one thing from a database. It neither logs nor catches: what it throws becomes its
 * outcome, and the samples it had by then are served.
 */
public interface Collector {
  /** What is known of it before it runs. */
  Facts facts();

  /** The name behind {@code --collect.}, for example {@code global_status}. */
  default String name() {
    return facts().name();
  }

  /** The same collector with the settings that a user chose. */
  default Collector with(Chosen chosen) {
    return this;
  }

  /** Collects into the samples, on the caller's thread, until the session's deadline. */
  void collect(Session session, Samples samples) throws MysqlException;
}
