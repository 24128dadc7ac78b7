package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.Session;
import java.util.List;
import java.util.Optional;

/**
 * A collector of the statistics that Percona Server and MariaDB keep where they are told to: it
 * asks first, and collects nothing where they are off.
 *
 * @param collector what collects them
 */
record Userstat(Collector collector) implements Collector {
  /** What must be on. */
  static final String FEATURE = "userstat = ON (Percona Server and MariaDB)";

  // Percona Server 5.1 called it otherwise.
  private static final List<String> VARIABLES = List.of("userstat", "userstat_running");

  @Override
  public Facts facts() {
    return collector.facts();
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    if (isOn(session)) {
      collector.collect(session, samples);
    }
  }

  /** As the reference sees it: a server that refuses to say has no statistics. */
  private static boolean isOn(Session session) throws MysqlException {
    try {
      for (String variable : VARIABLES) {
        Optional<String> value = session.variable(variable);
        if (value.isPresent()) {
          return !value.get().equals("OFF") && !value.get().equals("0");
        }
      }
      return false;
    } catch (MysqlException e) {
      if (e.kind() == Kind.REFUSED) {
        return false;
      }
      throw e;
    }
  }
}
