package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Conversion;
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
import java.util.Map;

/** What this server does as a member of a replication group. */
final class ReplicationGroupMemberStats implements Collector {
  private static final String PREFIX = "mysql_perf_schema_";

  private static final Map<String, Family> FAMILIES =
      Map.of(
          "COUNT_TRANSACTIONS_IN_QUEUE",
          gauge("transactions_in_queue", "Transactions that wait for conflict detection."),
          "COUNT_TRANSACTIONS_CHECKED",
          counter("transactions_checked_total", "Transactions checked for conflicts."),
          "COUNT_CONFLICTS_DETECTED",
          counter("conflicts_detected_total", "Transactions that did not pass the check."),
          "COUNT_TRANSACTIONS_ROWS_VALIDATING",
          counter("transactions_rows_validating_total", "Rows to check new transactions against."),
          "COUNT_TRANSACTIONS_REMOTE_IN_APPLIER_QUEUE",
          gauge("transactions_remote_in_applier_queue", "Transactions of others not yet applied."),
          "COUNT_TRANSACTIONS_REMOTE_APPLIED",
          counter("transactions_remote_applied_total", "Transactions of others applied."),
          "COUNT_TRANSACTIONS_LOCAL_PROPOSED",
          counter("transactions_local_proposed_total", "Own transactions sent to the group."),
          "COUNT_TRANSACTIONS_LOCAL_ROLLBACK",
          counter("transactions_local_rollback_total", "Own transactions that the group refused."));

  private static final Facts FACTS =
      Facts.of(
              "perf_schema.replication_group_member_stats",
              "What this server does as a member of a replication group.",
              Version.of(5, 7),
              Source.of("performance_schema.replication_group_member_stats")
                  .needs(Grant.select("performance_schema.*"))
                  .where("MySQL, as a member of a replication group")
                  .costs("one statement, one row"))
          .serves(
              FAMILIES.values().stream()
                  .sorted((left, right) -> left.name().compareTo(right.name()))
                  .toList());

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    String sql =
        """
        SELECT * FROM performance_schema.replication_group_member_stats
        WHERE member_id = @@server_uuid
        """;
    try (Rows rows = session.query(sql)) {
      List<String> columns = rows.names();
      while (rows.next()) {
        for (int i = 0; i < columns.size(); i++) {
          Family family = FAMILIES.get(columns.get(i));
          double value = family == null ? Double.NaN : Conversion.number(rows, i, samples);
          if (family != null && !Double.isNaN(value)) {
            samples.add(family, value);
          }
        }
      }
    }
  }

  private static Family gauge(String name, String help) {
    return Family.gauge(PREFIX + name, help);
  }

  private static Family counter(String name, String help) {
    return Family.counter(PREFIX + name, help);
  }
}
