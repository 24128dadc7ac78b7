package dev.remora.catalog;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collector;
import dev.remora.collector.Default;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.QueryCollector;
import dev.remora.collector.Setting;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.List;

/**
 * The beats of pt-heartbeat: what the source wrote last, and what time it is now. A replica's lag
 * is the difference.
 */
final class Heartbeat implements Collector {
  private static final Setting.Text DATABASE =
      new Setting.Text("database", "heartbeat", "Database of the heartbeat table.");
  private static final Setting.Text TABLE =
      new Setting.Text("table", "heartbeat", "The heartbeat table.");
  private static final Setting.Toggle UTC =
      new Setting.Toggle(
          "utc", Default.OFF, "Compare with UTC, for pt-heartbeat started with --utc.");

  private static final String USUAL = "`heartbeat`.`heartbeat`";

  private final QueryCollector query;

  Heartbeat() {
    this(Chosen.NOTHING);
  }

  private Heartbeat(Chosen chosen) {
    String now = chosen.isOn(UTC) ? "UTC_TIMESTAMP(6)" : "NOW(6)";
    String table = quoted(chosen.text(DATABASE)) + "." + quoted(chosen.text(TABLE));
    this.query =
        QueryCollector.of(
            facts(table.equals(USUAL) ? "heartbeat.heartbeat" : table),
            "SELECT server_id, UNIX_TIMESTAMP(%s), UNIX_TIMESTAMP(ts) FROM %s"
                .formatted(now, table),
            List.of("server_id"),
            List.of(
                column("now_timestamp_seconds", "The time at the server."),
                column("stored_timestamp_seconds", "The time of the last beat.")));
  }

  @Override
  public Facts facts() {
    return query.facts();
  }

  @Override
  public Collector with(Chosen chosen) {
    return new Heartbeat(chosen);
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    query.collect(session, samples);
  }

  private static Facts facts(String table) {
    return Facts.of(
            "heartbeat",
            "Beats of pt-heartbeat, by server.",
            Version.of(5, 1),
            Source.of("the table that pt-heartbeat writes")
                .needs(Grant.select(table))
                .where("the table that --collect.heartbeat.database and .table name")
                .costs("one statement, a row for each server that beats"))
        .takes(DATABASE, TABLE, UTC);
  }

  private static QueryCollector.Column column(String name, String help) {
    return QueryCollector.Column.of(Family.gauge("mysql_heartbeat_" + name, help, "server_id"));
  }

  /** A name as an identifier in SQL, whatever characters it has. */
  private static String quoted(String name) {
    return '`' + name.replace("`", "``") + '`';
  }
}
