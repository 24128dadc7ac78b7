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

/** Size and number of the binary logs. */
final class BinlogSize implements Collector {
  private static final Family BYTES =
      Family.gauge("mysql_binlog_size_bytes", "Bytes in all binary logs.");
  private static final Family FILES = Family.gauge("mysql_binlog_files", "Binary logs there are.");
  private static final Family NUMBER =
      Family.gauge("mysql_binlog_file_number", "The number that the last binary log ends in.");

  private static final Facts FACTS =
      Facts.of(
              "binlog_size",
              "Size and number of the binary logs.",
              Version.of(5, 1),
              Source.of("SHOW BINARY LOGS")
                  .needs(Grant.BINARY_LOGS)
                  .where("log_bin = ON")
                  .costs("two statements; the server looks at the size of every log file"))
          .serves(BYTES, FILES, NUMBER);

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    if (!isLogging(session)) {
      return;
    }
    double bytes = 0;
    int files = 0;
    String last = "";
    try (Rows rows = session.query("SHOW BINARY LOGS")) {
      while (rows.next()) {
        last = rows.text(0);
        double size = rows.number(1);
        if (Double.isNaN(size)) {
          // A sum without this file would look like a purge.
          throw new MysqlException(
              Kind.REFUSED,
              MysqlException.NO_CODE,
              "SHOW BINARY LOGS gives no size of %s".formatted(last));
        }
        bytes += size;
        files++;
      }
    }
    samples.add(BYTES, bytes);
    samples.add(FILES, files);
    addNumber(last, samples);
  }

  private static boolean isLogging(Session session) throws MysqlException {
    try (Rows rows = session.query("SELECT @@log_bin")) {
      return rows.next() && rows.number(0) == 1;
    }
  }

  /** The part behind the last dot: the names before it may have dots of their own. */
  private static void addNumber(String file, Samples samples) {
    int dot = file.lastIndexOf('.');
    if (file.isEmpty()) {
      return;
    }
    try {
      samples.add(NUMBER, (double) Long.parseLong(dot < 0 ? "" : file.substring(dot + 1)));
    } catch (NumberFormatException e) {
      samples.drop("the last binary log's name ends in no number");
    }
  }
}
