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
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** When the workers of a replica applied what: times at the server's clock, read as UTC. */
final class ReplicationApplierStatusByWorker implements Collector {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final String NEVER = "0000-00-00 00:00:00.000000";

  private static final List<String> COLUMNS =
      List.of(
          "last_applied_transaction_original_commit_timestamp",
          "last_applied_transaction_immediate_commit_timestamp",
          "last_applied_transaction_start_apply_timestamp",
          "last_applied_transaction_end_apply_timestamp",
          "applying_transaction_original_commit_timestamp",
          "applying_transaction_immediate_commit_timestamp",
          "applying_transaction_start_apply_timestamp");
  private static final List<Family> FAMILIES =
      COLUMNS.stream().map(ReplicationApplierStatusByWorker::family).toList();

  private static final Facts FACTS =
      Facts.of(
              "perf_schema.replication_applier_status_by_worker",
              "When the workers of a replica applied what.",
              Version.of(8, 0),
              Source.of("performance_schema.replication_applier_status_by_worker")
                  .needs(Grant.select("performance_schema.*"))
                  .where("MySQL 8.0 or later, as a replica")
                  .costs("one statement, a row for each worker"))
          .serves(FAMILIES);

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    String sql =
        """
        SELECT channel_name, worker_id, %s
        FROM performance_schema.replication_applier_status_by_worker
        """
            .formatted(String.join(", ", COLUMNS));
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        for (int i = 0; i < FAMILIES.size(); i++) {
          add(FAMILIES.get(i), rows, 2 + i, samples);
        }
      }
    }
  }

  private static void add(Family family, Rows rows, int column, Samples samples)
      throws MysqlException {
    String text = rows.text(column);
    if (text.isEmpty()) {
      return;
    }
    try {
      double seconds = text.equals(NEVER) ? 0 : seconds(text);
      samples.family(family).label(rows.text(0)).label(rows.text(1)).value(seconds);
    } catch (DateTimeParseException e) {
      samples.drop("column %s holds no time".formatted(COLUMNS.get(column - 2)));
    }
  }

  /** By way of whole nanoseconds, which decides the last digit. */
  private static double seconds(String text) {
    Instant time = LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    return ChronoUnit.NANOS.between(Instant.EPOCH, time) / 1e9;
  }

  private static Family family(String column) {
    return Family.gauge(
        "mysql_perf_schema_" + column + "_seconds",
        "A worker's %s; 0 for never.".formatted(column.replace('_', ' ')),
        "channel_name",
        "member_id");
  }
}
