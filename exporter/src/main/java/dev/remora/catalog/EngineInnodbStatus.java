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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What only the text of InnoDB's monitor says. */
final class EngineInnodbStatus implements Collector {
  private static final String PREFIX = "mysql_engine_innodb_";
  private static final Pattern QUERIES =
      Pattern.compile("(\\d+) queries inside InnoDB, (\\d+) queries in queue");
  private static final Pattern READ_VIEWS = Pattern.compile("(\\d+) read views open inside InnoDB");

  private static final Family INSIDE =
      Family.gauge(PREFIX + "queries_inside_innodb", "Queries inside InnoDB.");
  private static final Family IN_QUEUE =
      Family.gauge(PREFIX + "queries_in_queue", "Queries that wait to get into InnoDB.");
  private static final Family OPEN_READ_VIEWS =
      Family.gauge(PREFIX + "read_views_open_inside_innodb", "Read views open inside InnoDB.");

  private static final Facts FACTS =
      Facts.of(
              "engine_innodb_status",
              "Queries and read views inside InnoDB, of its monitor's text.",
              Version.of(5, 1),
              Source.of("SHOW ENGINE INNODB STATUS")
                  .needs(Grant.PROCESS)
                  .costs("one statement, one text of up to 1 MB"))
          .serves(INSIDE, IN_QUEUE, OPEN_READ_VIEWS);

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    try (Rows rows = session.query("SHOW ENGINE INNODB STATUS")) {
      if (rows.next()) {
        rows.text(2)
            .lines()
            .filter(line -> line.contains(" inside InnoDB"))
            .forEach(line -> add(line, samples));
      }
    }
  }

  private static void add(String line, Samples samples) {
    Matcher queries = QUERIES.matcher(line);
    if (queries.find()) {
      samples.add(INSIDE, Double.parseDouble(queries.group(1)));
      samples.add(IN_QUEUE, Double.parseDouble(queries.group(2)));
      return;
    }
    Matcher views = READ_VIEWS.matcher(line);
    if (views.find()) {
      samples.add(OPEN_READ_VIEWS, Double.parseDouble(views.group(1)));
    }
  }
}
