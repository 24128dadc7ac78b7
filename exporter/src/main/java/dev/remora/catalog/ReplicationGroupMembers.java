package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.FamilyBuffer;
import dev.remora.metric.MetricType;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.List;
import java.util.Locale;

/** The members of a replication group: every column of theirs as a label. */
final class ReplicationGroupMembers implements Collector {
  private static final String NAME = "mysql_perf_schema_replication_group_member_info";

  private static final Facts FACTS =
      Facts.of(
              "perf_schema.replication_group_members",
              "Members of a replication group.",
              Version.of(5, 7),
              Source.of("performance_schema.replication_group_members")
                  .needs(Grant.select("performance_schema.*"))
                  .where("MySQL, as a member of a replication group")
                  .costs("one statement, a row for each member"))
          .servesNamed(MetricType.GAUGE, NAME, "<column>");

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    try (Rows rows = session.query("SELECT * FROM performance_schema.replication_group_members")) {
      List<String> labels =
          rows.names().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      Family family =
          new Family(NAME, MetricType.GAUGE, "A member of the replication group.", labels);
      while (rows.next()) {
        FamilyBuffer buffer = samples.family(family);
        for (int i = 0; i < labels.size(); i++) {
          buffer.label(rows.text(i));
        }
        buffer.value(1);
      }
    }
  }
}
