package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.QueryCollector;
import dev.remora.collector.QueryCollector.Column;
import dev.remora.collector.Source;
import dev.remora.collector.Unit;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.List;

/** The instances of an Aurora cluster and how far they are behind. */
final class ReplicaHost implements Collector {
  private static final int UNKNOWN_TABLE = 1109;

  private static final QueryCollector QUERY =
      QueryCollector.of(
          Facts.of(
              "info_schema.replica_host",
              "Instances of an Aurora MySQL cluster and how far they are behind.",
              Version.of(5, 6),
              Source.of("information_schema.replica_host_status")
                  .where("Amazon Aurora MySQL")
                  .costs("one statement, a row for each instance")),
          """
          SELECT
            server_id,
            IF(session_id = 'MASTER_SESSION_ID', 'writer', 'reader'),
            cpu,
            master_slave_latency_in_microseconds,
            replica_lag_in_milliseconds,
            log_stream_speed_in_kib_per_second,
            current_replay_latency_in_microseconds
          FROM information_schema.replica_host_status
          """,
          List.of("server_id", "role"),
          List.of(
              gauge("cpu_percent", "Processor in use, in percent."),
              gauge("replica_latency_seconds", "Latency between writer and reader.")
                  .in(Unit.MICROSECONDS),
              gauge("lag_seconds", "How far the reader is behind.").in(Unit.MILLISECONDS),
              gauge("log_stream_speed", "Speed of the log stream, in KiB per second."),
              gauge("replay_latency_seconds", "Latency of replaying changes.")
                  .in(Unit.MICROSECONDS)));

  @Override
  public Facts facts() {
    return QUERY.facts();
  }

  /** Collects nothing where there is no such table: everywhere but on Aurora. */
  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    try {
      QUERY.collect(session, samples);
    } catch (MysqlException e) {
      if (e.code() != UNKNOWN_TABLE) {
        throw e;
      }
    }
  }

  private static Column gauge(String name, String help) {
    return Column.of(
        Family.gauge("mysql_info_schema_replica_host_" + name, help, "server_id", "role"));
  }
}
