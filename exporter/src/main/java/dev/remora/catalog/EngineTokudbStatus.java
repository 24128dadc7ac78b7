package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.ServerValue;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.MetricType;
import dev.remora.metric.Names;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.Locale;
import java.util.OptionalDouble;

/** The status of the storage engine TokuDB, of Percona Server. */
final class EngineTokudbStatus implements Collector {
  private static final String PREFIX = "mysql_engine_tokudb_";
  private static final String HELP = "A value of SHOW ENGINE TOKUDB STATUS.";

  private static final Facts FACTS =
      Facts.of(
              "engine_tokudb_status",
              "Status of the storage engine TokuDB.",
              Version.of(5, 6),
              Source.of("SHOW ENGINE TOKUDB STATUS")
                  .needs(Grant.PROCESS)
                  .where("the storage engine TokuDB (Percona Server up to 5.7)")
                  .costs("one statement, about 400 rows"))
          .servesNamed(MetricType.UNTYPED, PREFIX + "<status>");

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    try (Rows rows = session.query("SHOW ENGINE TOKUDB STATUS")) {
      while (rows.next()) {
        OptionalDouble value = ServerValue.parse(rows.text(2));
        if (value.isPresent()) {
          Family family = Family.untyped(PREFIX + name(rows.text(1)), HELP);
          samples.add(family, value.getAsDouble());
        }
      }
    }
  }

  /** The reference's name for a status: its words joined by underscores. */
  static String name(String status) {
    StringBuilder name = new StringBuilder(status.length());
    for (char c : status.toLowerCase(Locale.ROOT).toCharArray()) {
      switch (c) {
        case '>', ',', ':', '(', ')' -> {}
        case ' ', '-' -> name.append('_');
        case '+', '/' -> name.append("and");
        default -> name.append(c);
      }
    }
    return Names.sanitised(name.toString());
  }
}
