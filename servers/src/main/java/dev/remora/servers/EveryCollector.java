package dev.remora.servers;

import java.util.List;
import java.util.stream.Stream;

/** The flags that turn on what is off by default, as the reference has them. */
public final class EveryCollector {
  /** All collectors, with the settings that they have by default. */
  public static final List<String> ON =
      Stream.of(
              "auto_increment.columns",
              "binlog_size",
              "engine_innodb_status",
              "engine_tokudb_status",
              "heartbeat",
              "info_schema.clientstats",
              "info_schema.innodb_metrics",
              "info_schema.innodb_tablespaces",
              "info_schema.processlist",
              "info_schema.replica_host",
              "info_schema.rocksdb_perf_context",
              "info_schema.schemastats",
              "info_schema.tables",
              "info_schema.tablestats",
              "info_schema.userstats",
              "mysql.user",
              "perf_schema.eventsstatements",
              "perf_schema.eventsstatementssum",
              "perf_schema.eventswaits",
              "perf_schema.file_events",
              "perf_schema.file_instances",
              "perf_schema.indexiowaits",
              "perf_schema.memory_events",
              "perf_schema.replication_applier_status_by_worker",
              "perf_schema.replication_group_member_stats",
              "perf_schema.replication_group_members",
              "perf_schema.tableiowaits",
              "perf_schema.tablelocks",
              "slave_hosts",
              "sys.user_summary")
          .map(name -> "--collect." + name)
          .toList();

  /** All collectors, each of their settings other than by default. */
  public static final List<String> SET_OTHERWISE =
      Stream.concat(
              ON.stream(),
              Stream.of(
                  "--collect.heartbeat.database=odd",
                  "--collect.heartbeat.table=beats",
                  "--collect.heartbeat.utc",
                  "--collect.info_schema.processlist.min_time=1",
                  "--no-collect.info_schema.processlist.processes_by_user",
                  "--no-collect.info_schema.processlist.processes_by_host",
                  "--collect.info_schema.tables.databases=odd,größe_日本,nowhere",
                  "--collect.mysql.user.privileges",
                  "--collect.perf_schema.eventsstatements.limit=2000",
                  "--collect.perf_schema.eventsstatements.timelimit=3600",
                  "--collect.perf_schema.eventsstatements.digest_text_limit=20",
                  "--collect.perf_schema.eventsstatements.exclude_schemas=mysql",
                  "--collect.perf_schema.eventsstatements.exclude_schemas=it's \"odd\"",
                  "--collect.perf_schema.file_instances.filter=odd.*ibd$",
                  "--collect.perf_schema.file_instances.remove_prefix=/tmp/",
                  "--collect.perf_schema.memory_events.remove_prefix=memory/innodb/"))
          .toList();

  private EveryCollector() {}
}
