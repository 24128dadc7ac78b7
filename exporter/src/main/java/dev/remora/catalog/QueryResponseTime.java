package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.Arrays;

/** The response time plugin of Percona Server and MariaDB: statements by how long they took. */
final class QueryResponseTime implements Collector {
  private static final Distribution ALL =
      Distribution.of("QUERY_RESPONSE_TIME", "query_response_time_seconds", "All statements");
  private static final Distribution READS =
      Distribution.of(
          "QUERY_RESPONSE_TIME_READ", "read_query_response_time_seconds", "Reading statements");
  private static final Distribution WRITES =
      Distribution.of(
          "QUERY_RESPONSE_TIME_WRITE", "write_query_response_time_seconds", "Writing statements");

  private record Distribution(String sql, Family family) {
    static Distribution of(String table, String name, String what) {
      return new Distribution(
          "SELECT TIME, COUNT, TOTAL FROM information_schema." + table,
          Family.histogram("mysql_info_schema_" + name, what + ", by how long they took."));
    }
  }

  private static final Facts FACTS =
      Facts.of(
              "info_schema.query_response_time",
              "Statements by how long they took, of Percona's and MariaDB's plugin.",
              Version.of(5, 5),
              Source.of(
                      "information_schema.QUERY_RESPONSE_TIME; on Percona Server"
                          + " QUERY_RESPONSE_TIME_READ and QUERY_RESPONSE_TIME_WRITE, too")
                  .needs(Grant.PROCESS)
                  .where("the plugin QUERY_RESPONSE_TIME with query_response_time_stats = ON")
                  .costs("one statement, and three of 14 rows where the plugin is on"))
          .onByDefault()
          .serves(ALL.family, READS.family, WRITES.family);

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    if (isOn(session)) {
      add(ALL, session, samples);
      addIfThere(READS, session, samples);
      addIfThere(WRITES, session, samples);
    }
  }

  private static boolean isOn(Session session) throws MysqlException {
    return session
        .variable("query_response_time_stats")
        .filter(value -> value.equals("ON") || value.equals("1"))
        .isPresent();
  }

  /** Only Percona Server has the tables for reads and writes. */
  private static void addIfThere(Distribution distribution, Session session, Samples samples)
      throws MysqlException {
    try {
      add(distribution, session, samples);
    } catch (MysqlException e) {
      if (e.kind() != Kind.REFUSED) {
        throw e;
      }
    }
  }

  private static void add(Distribution distribution, Session session, Samples samples)
      throws MysqlException {
    double[] bounds = new double[32];
    double[] counts = new double[32];
    int buckets = 0;
    double count = 0;
    double sum = 0;
    try (Rows rows = session.query(distribution.sql)) {
      while (rows.next()) {
        count += rows.number(1);
        sum += numberOrZero(rows.text(2));
        double bound = numberOrZero(rows.text(0));
        // The last row, TOO LONG, has no bound: it is only in the count.
        if (bound != 0) {
          if (buckets == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * buckets);
            counts = Arrays.copyOf(counts, 2 * buckets);
          }
          bounds[buckets] = bound;
          counts[buckets++] = count;
        }
      }
    }
    samples
        .family(distribution.family)
        .distribution(count, sum, Arrays.copyOf(bounds, buckets), Arrays.copyOf(counts, buckets));
  }

  private static double numberOrZero(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
