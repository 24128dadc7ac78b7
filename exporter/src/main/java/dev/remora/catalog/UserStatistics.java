package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Conversion;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.MetricType;
import dev.remora.metric.Names;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What each user or client did: the columns of a table of statistics, of which servers have
 * different ones. The first column is the label.
 */
final class UserStatistics implements Collector {
  private static final String TOTAL = "_total";
  private static final String ENDED_HELP = "Statements ended for taking too long.";

  private final Facts facts;
  private final String sql;
  private final String prefix;
  private final String label;
  private final Map<String, Family> families = new LinkedHashMap<>();

  private UserStatistics(
      String collector, Version since, String table, String label, Family ended) {
    this.sql = "SELECT * FROM information_schema." + table;
    this.prefix = "mysql_info_schema_" + table + "_";
    this.label = label;
    counter("TOTAL_CONNECTIONS", "total_connections", "Connections.");
    families.put(
        "CONCURRENT_CONNECTIONS",
        Family.gauge(prefix + "concurrent_connections", "Connections now.", label));
    counter("CONNECTED_TIME", "connected_time_seconds_total", "Time connected.");
    counter("BUSY_TIME", "busy_seconds_total", "Time with a statement at work.");
    counter("CPU_TIME", "cpu_time_seconds_total", "Time on a processor.");
    counter("BYTES_RECEIVED", "Bytes that came in.");
    counter("BYTES_SENT", "Bytes that went out.");
    counter("BINLOG_BYTES_WRITTEN", "Bytes written to the binary log.");
    counter("ROWS_READ", "Rows read.");
    counter("ROWS_SENT", "Rows sent.");
    counter("ROWS_DELETED", "Rows deleted.");
    counter("ROWS_INSERTED", "Rows inserted.");
    counter("ROWS_FETCHED", "Rows fetched.");
    counter("ROWS_UPDATED", "Rows updated.");
    counter("TABLE_ROWS_READ", "Rows read from tables.");
    counter("SELECT_COMMANDS", "Statements that read.");
    counter("UPDATE_COMMANDS", "Statements that change.");
    counter("OTHER_COMMANDS", "Statements of other kinds.");
    counter("COMMIT_TRANSACTIONS", "Transactions committed.");
    counter("ROLLBACK_TRANSACTIONS", "Transactions rolled back.");
    counter("DENIED_CONNECTIONS", "Connections denied.");
    counter("LOST_CONNECTIONS", "Connections that ended without a goodbye.");
    counter("ACCESS_DENIED", "Times that access to something was denied.");
    counter("EMPTY_QUERIES", "Statements that gave nothing.");
    counter("TOTAL_SSL_CONNECTIONS", "Connections with TLS.");
    families.put("MAX_STATEMENT_TIME_EXCEEDED", ended);
    this.facts =
        Facts.of(
                collector,
                "What each %s did.".formatted(label),
                since,
                Source.of("information_schema." + table)
                    .needs(Grant.PROCESS)
                    .where(Userstat.FEATURE)
                    .costs("two statements, a row for each %s".formatted(label)))
            .serves(List.copyOf(families.values()))
            .servesNamed(MetricType.UNTYPED, prefix + "<column>", label);
  }

  /** Statistics by user. */
  static Collector ofUsers() {
    return new Userstat(
        new UserStatistics(
            "info_schema.userstats",
            Version.of(5, 1),
            "user_statistics",
            "user",
            Family.untyped(
                "mysql_info_schema_user_statistics_max_statement_time_exceeded",
                ENDED_HELP,
                "user")));
  }

  /** Statistics by client host; only here the reference calls MariaDB's last column a counter. */
  static Collector ofClients() {
    return new Userstat(
        new UserStatistics(
            "info_schema.clientstats",
            Version.of(5, 5),
            "client_statistics",
            "client",
            Family.counter(
                "mysql_info_schema_client_statistics_max_statement_time_exceeded_total",
                ENDED_HELP,
                "client")));
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    try (Rows rows = session.query(sql)) {
      Family[] columns = rows.names().stream().map(this::family).toArray(Family[]::new);
      while (rows.next()) {
        for (int i = 1; i < columns.length; i++) {
          double number = Conversion.number(rows, i, samples);
          if (!Double.isNaN(number)) {
            samples.add(columns[i], rows.text(0), number);
          }
        }
      }
    }
  }

  private Family family(String column) {
    Family known = families.get(column);
    return known != null
        ? known
        : Family.untyped(
            prefix + Names.sanitised(column), "A column that this program does not know.", label);
  }

  private void counter(String column, String help) {
    counter(column, column.toLowerCase(Locale.ROOT) + TOTAL, help);
  }

  private void counter(String column, String name, String help) {
    families.put(column, Family.counter(prefix + name, help, label));
  }
}
