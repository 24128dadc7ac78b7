package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Conversion;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.FamilyBuffer;
import dev.remora.metric.SampleTable;
import dev.remora.metric.Samples;
import dev.remora.mysql.Flavour;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.List;

/** InnoDB's tablespaces and their sizes on disk. */
final class InnodbTablespaces implements Collector {
  private static final String PREFIX = "mysql_info_schema_innodb_tablespace_";
  private static final Version RENAMED = Version.of(8, 0);
  private static final Version WITHOUT_FORMAT = Version.of(10, 3);
  private static final Version WITHOUT_TYPE = Version.of(10, 5);

  private static final Family SPACE =
      Family.gauge(
          PREFIX + "space_info",
          "The number of a tablespace, and what it is like.",
          "tablespace_name",
          "file_format",
          "row_format",
          "space_type");
  private static final Family FILE_SIZE =
      Family.gauge(
          PREFIX + "file_size_bytes", "Bytes that the file seems to have.", "tablespace_name");
  private static final Family ALLOCATED_SIZE =
      Family.gauge(
          PREFIX + "allocated_size_bytes", "Bytes that the file takes on disk.", "tablespace_name");

  private static final List<String> LABELS = List.of("tablespace_name");
  private static final List<SampleTable.Column> COLUMNS =
      List.of(
          new SampleTable.Column(FILE_SIZE, List.of()),
          new SampleTable.Column(ALLOCATED_SIZE, List.of()));

  private static final Facts FACTS =
      Facts.of(
              "info_schema.innodb_tablespaces",
              "InnoDB's tablespaces and their sizes on disk.",
              Version.of(5, 7),
              Source.of(
                      "information_schema.innodb_tablespaces; innodb_sys_tablespaces before MySQL"
                          + " 8.0 and on MariaDB")
                  .needs(Grant.PROCESS)
                  .costs("one statement, a row for each tablespace; the server looks at each file"))
          .serves(SPACE, FILE_SIZE, ALLOCATED_SIZE);

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    FamilyBuffer spaces = samples.family(SPACE);
    SampleTable sizes = samples.table(LABELS, COLUMNS);
    try (Rows rows = session.query(statement(session.identity()))) {
      while (rows.next()) {
        double space = Conversion.number(rows, 0, samples);
        byte[] name = rows.bytes(1);
        if (!Double.isNaN(space)) {
          spaces
              .label(name)
              .label(rows.bytes(2))
              .label(rows.bytes(3))
              .label(rows.bytes(4))
              .value(space);
        }
        sizes
            .label(name)
            .number(Conversion.number(rows, 5, samples))
            .number(Conversion.number(rows, 6, samples));
      }
    }
  }

  private static String statement(ServerIdentity server) {
    boolean mariadb = server.flavour() == Flavour.MARIADB;
    boolean renamed = !mariadb && server.version().isAtLeast(RENAMED);
    boolean withFormat = !renamed && !(mariadb && server.version().isAtLeast(WITHOUT_FORMAT));
    boolean withoutType = mariadb && server.version().isAtLeast(WITHOUT_TYPE);
    return """
    SELECT
      space,
      name,
      %s,
      COALESCE(row_format, 'NONE'),
      %s,
      file_size,
      allocated_size
    FROM information_schema.%s
    """
        .formatted(
            // Where there is such a column, the reference serves its name, not what is in it.
            withFormat ? "'FILE_FORMAT'" : "'NONE'",
            withoutType ? "''" : "COALESCE(space_type, 'NONE')",
            renamed ? "innodb_tablespaces" : "innodb_sys_tablespaces");
  }
}
