package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;

/**
 * A collector of the statistics that Percona Server and MariaDB keep where they are told to: it
 * asks first, and collects nothing where they are off.
 *
 * @param collector what collects them
 */
record Userstat(Collector collector) implements Collector {
  /** What must be on. */
  static final String FEATURE = "userstat = ON (Percona Server and MariaDB)";

  private static final String VARIABLE =
      "SHOW GLOBAL VARIABLES WHERE variable_name IN ('userstat', 'userstat_running')";

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
    try (Rows rows = session.query(VARIABLE)) {
      return rows.next() && !rows.text(1).equals("OFF");
    } catch (MysqlException e) {
      if (e.kind() == Kind.REFUSED) {
        return false;
      }
      throw e;
    }
  }
}
