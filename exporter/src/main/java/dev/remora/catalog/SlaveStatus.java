package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.ServerValue;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.FamilyBuffer;
import dev.remora.metric.MetricType;
import dev.remora.metric.Names;
import dev.remora.metric.Samples;
import dev.remora.mysql.Flavour;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.List;
import java.util.OptionalDouble;

/** Replication as a replica sees it: a row for each channel or named connection. */
final class SlaveStatus implements Collector {
  private static final Renamed STATUS = new Renamed("SHOW SLAVE STATUS", "SHOW REPLICA STATUS");
  private static final String PREFIX = "mysql_slave_status_";
  private static final String HELP = "A column of the replica's status.";
  private static final String[] LABELS = {
    "master_host", "master_uuid", "channel_name", "connection_name"
  };
  private static final List<String> GTID_COLUMNS = List.of("Gtid_IO_Pos", "Gtid_Slave_Pos");

  private static final Facts FACTS =
      Facts.of(
              "slave_status",
              "State of replication as a replica sees it, by channel or connection.",
              Version.of(5, 1),
              Source.of(
                      "SHOW REPLICA STATUS; SHOW SLAVE STATUS before MySQL 8.4; on MariaDB"
                          + " SHOW ALL SLAVES STATUS")
                  .needs(Grant.REPLICA_STATUS)
                  .where("a replica: without replication there are no rows")
                  .costs("one statement, a row for each source"))
          .onByDefault()
          .serves(GTID_COLUMNS.stream().map(MariadbGtid::family).toList())
          .servesNamed(MetricType.UNTYPED, PREFIX + "<column>", LABELS);

  private final Known<Family> families =
      new Known<>(column -> Family.untyped(PREFIX + Names.sanitised(column), HELP, LABELS));

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    try (Rows rows = rows(session)) {
      List<String> columns = rows.names();
      while (rows.next()) {
        Origin origin = Origin.of(rows, columns);
        for (int i = 0; i < columns.size(); i++) {
          OptionalDouble value = ServerValue.parse(rows.text(i));
          if (value.isPresent()) {
            origin.label(samples, families.of(columns.get(i))).value(value.getAsDouble());
          }
        }
        for (String column : GTID_COLUMNS) {
          MariadbGtid.add(column, text(rows, columns, column), origin, samples);
        }
      }
    }
  }

  private static Rows rows(Session session) throws MysqlException {
    return session.identity().flavour() == Flavour.MARIADB
        ? session.query("SHOW ALL SLAVES STATUS")
        : STATUS.query(session);
  }

  private static String text(Rows rows, List<String> columns, String name) throws MysqlException {
    int column = columns.indexOf(name);
    return column < 0 ? "" : rows.text(column);
  }

  /**
   * Where a row's changes come from.
   *
   * @param host the source's host
   * @param uuid the source's id, empty on MariaDB
   * @param channel MySQL's name for the channel
   * @param connection MariaDB's name for the connection
   */
  record Origin(String host, String uuid, String channel, String connection) {
    static Origin of(Rows rows, List<String> columns) throws MysqlException {
      String host = text(rows, columns, "Master_Host");
      String uuid = text(rows, columns, "Master_UUID");
      return new Origin(
          host.isEmpty() ? text(rows, columns, "Source_Host") : host,
          uuid.isEmpty() ? text(rows, columns, "Source_UUID") : uuid,
          text(rows, columns, "Channel_Name"),
          text(rows, columns, "Connection_name"));
    }

    FamilyBuffer label(Samples samples, Family family) {
      return samples.family(family).label(host).label(uuid).label(channel).label(connection);
    }
  }
}
