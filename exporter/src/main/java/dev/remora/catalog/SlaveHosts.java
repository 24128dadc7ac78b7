package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.List;
import java.util.Locale;

/** The replicas that are registered at this server. */
final class SlaveHosts implements Collector {
  private static final Renamed STATEMENT = new Renamed("SHOW SLAVE HOSTS", "SHOW REPLICAS");

  // The name is the reference's, and dashboards have it.
  private static final Family INFO =
      Family.gauge(
          "mysql_heartbeat_mysql_slave_hosts_info",
          "A replica that is registered at this server.",
          "server_id",
          "slave_host",
          "port",
          "master_id",
          "slave_uuid");

  private static final Facts FACTS =
      Facts.of(
              "slave_hosts",
              "Replicas that are registered at this server.",
              Version.of(5, 1),
              Source.of("SHOW REPLICAS; SHOW SLAVE HOSTS before MySQL 8.4 and on MariaDB")
                  .needs(Grant.REPLICAS)
                  .where("a source with replicas")
                  .costs("one statement, a row for each replica"))
          .serves(INFO);

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    try (Rows rows = STATEMENT.query(session)) {
      List<String> columns =
          rows.names().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      while (rows.next()) {
        samples
            .family(INFO)
            .label(text(rows, columns, "server_id", "server_id"))
            .label(text(rows, columns, "host", "host"))
            .label(text(rows, columns, "port", "port"))
            .label(text(rows, columns, "master_id", "source_id"))
            .label(text(rows, columns, "slave_uuid", "replica_uuid"))
            .value(1);
      }
    }
  }

  /** By name: which columns there are depends on the version and on what replicas tell. */
  private static String text(Rows rows, List<String> columns, String old, String current)
      throws MysqlException {
    int column = Math.max(columns.indexOf(old), columns.indexOf(current));
    return column < 0 ? "" : rows.text(column);
  }
}
