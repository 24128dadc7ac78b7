package dev.remora.doctor;

import dev.remora.doctor.Step.Advice;
import dev.remora.doctor.Step.Option;
import dev.remora.doctor.Step.Statement;
import dev.remora.mysql.Flavour;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Version;
import java.util.List;
import java.util.Optional;

/** How to turn on what collectors read, for each that reads what can be off or missing. */
final class Features {
  // MySQL's numbers: an unknown engine; an unknown table of the information schema; no such
  // database or table.
  private static final int NO_ENGINE = 1286;
  private static final int NO_INFORMATION = 1109;
  private static final List<Integer> NO_TABLE = List.of(1049, 1146);

  private static final Version MYSQL_8 = Version.of(8, 0);
  private static final Version MYSQL_5_6 = Version.of(5, 6);
  private static final String MYSQL_ONLY = "MySQL has it, and MariaDB does not";

  private final Server server;

  Features(Server server) {
    this.server = server;
  }

  /** Why no server of this kind has what a collector reads; empty where one may. */
  static Optional<String> never(String collector, ServerIdentity server) {
    boolean mariadb = server.flavour() == Flavour.MARIADB;
    boolean mysql8 = !mariadb && server.version().isAtLeast(MYSQL_8);
    return Optional.ofNullable(
        switch (collector) {
          case "perf_schema.replication_applier_status_by_worker",
              "perf_schema.replication_group_member_stats",
              "perf_schema.replication_group_members" ->
              mariadb ? MYSQL_ONLY : null;
          case "engine_tokudb_status" ->
              mysql8 || (mariadb && server.version().isAtLeast(Version.of(10, 6)))
                  ? "the storage engine TokuDB has left this line of servers"
                  : null;
          case "info_schema.query_response_time" ->
              mysql8 ? "the plugin is of MariaDB, and of Percona Server up to 5.7" : null;
          default -> null;
        });
  }

  /** The state of what a collector reads, after it was tried. */
  Feature of(String collector, Attempt attempt) {
    Optional<String> never = never(collector, server.identity());
    if (never.isPresent()) {
      return new Feature.Absent(never.get());
    }
    if (collector.startsWith("perf_schema.") || collector.equals("sys.user_summary")) {
      return server.isOff("performance_schema")
          ? Feature.Off.of("performance_schema is off", new Option("performance_schema = ON"))
          : ofPerformanceSchema(collector, attempt);
    }
    return switch (collector) {
      case "auto_increment.columns" -> new Feature.Idle("no table has an AUTO_INCREMENT column");
      case "binlog_size" -> binaryLog();
      case "engine_tokudb_status" ->
          isFailure(attempt, NO_ENGINE)
              ? new Feature.Absent("there is no storage engine TokuDB")
              : new Feature.On();
      case "heartbeat" -> heartbeat(attempt);
      case "info_schema.clientstats",
          "info_schema.schemastats",
          "info_schema.tablestats",
          "info_schema.userstats" ->
          userStatistics();
      case "info_schema.innodb_metrics" ->
          attempt instanceof Attempt.Succeeded
              ? Feature.Off.of(
                  "all counters of InnoDB are off", setGlobal("innodb_monitor_enable", "all"))
              : new Feature.On();
      case "info_schema.processlist" -> new Feature.Idle("there is no session but our own");
      case "info_schema.query_response_time" -> responseTimes();
      case "info_schema.replica_host" ->
          server.has("aurora_version")
              ? new Feature.Idle("the cluster has no instance to show")
              : new Feature.Absent("only Amazon Aurora MySQL has it");
      case "info_schema.rocksdb_perf_context" -> rocksdb(attempt);
      case "info_schema.tables" ->
          new Feature.Idle("there is no database besides the system's own, or none chosen");
      case "slave_hosts" -> new Feature.Idle("no replica is registered here");
      case "slave_status" -> new Feature.Idle("this server is no replica");
      default -> new Feature.On();
    };
  }

  private Feature ofPerformanceSchema(String collector, Attempt attempt) {
    return switch (collector) {
      case "perf_schema.eventsstatements", "perf_schema.eventsstatementssum" ->
          instruments("statement/", "no statement was counted yet");
      case "perf_schema.file_events", "perf_schema.file_instances" ->
          instruments("wait/io/file/", "no file was used yet, or none that is chosen");
      case "perf_schema.indexiowaits", "perf_schema.tableiowaits" ->
          instruments("wait/io/table/", "no table was used since the start");
      case "perf_schema.tablelocks" ->
          instruments("wait/lock/table/", "no table was used since the start");
      case "perf_schema.memory_events" -> instruments("memory/", "no memory was counted yet");
      case "perf_schema.replication_applier_status_by_worker" ->
          new Feature.Idle("this server is no replica");
      case "perf_schema.replication_group_member_stats", "perf_schema.replication_group_members" ->
          new Feature.Idle("this server is no member of a replication group");
      case "sys.user_summary" ->
          isMissing(attempt)
              ? Feature.Off.of(
                  "there is no sys schema",
                  new Advice("Install the sys schema: mysql_upgrade or mariadb-upgrade does it."))
              : new Feature.On();
      default -> new Feature.On();
    };
  }

  private Feature instruments(String beginning, String idle) {
    Long on = server.instruments().get(beginning);
    return on != null && on == 0
        ? Feature.Off.of(
            "the instruments %s%% are off".formatted(beginning),
            new Statement(
                "UPDATE performance_schema.setup_instruments SET enabled = 'YES', timed = 'YES'"
                    + " WHERE name LIKE '%s%%'".formatted(beginning),
                "performance_schema_instrument = '%s%%=ON'".formatted(beginning)))
        : new Feature.Idle(idle);
  }

  private Feature binaryLog() {
    return server.isOff("log_bin")
        ? Feature.Off.of(
            "log_bin is off",
            new Option("log_bin = binlog"),
            // MySQL 5.7 does not start without it.
            new Option("server_id = 1  # another number on each server"))
        : new Feature.On();
  }

  private static Feature heartbeat(Attempt attempt) {
    return isMissing(attempt)
        ? Feature.Off.of(
            "there is no such table",
            new Advice(
                "Have pt-heartbeat make and write the heartbeat table (--create-table --update), or"
                    + " name the one there is with --collect.heartbeat.database and .table."))
        : new Feature.Idle("no server has written to the heartbeat table");
  }

  private Feature userStatistics() {
    for (String variable : List.of("userstat", "userstat_running")) {
      if (server.isOff(variable)) {
        return Feature.Off.of(variable + " is off", setGlobal(variable, "ON"));
      }
      if (server.has(variable)) {
        return new Feature.Idle("nothing was counted yet");
      }
    }
    return new Feature.Absent("user statistics are of Percona Server and MariaDB");
  }

  private Feature responseTimes() {
    Statement on = setGlobal("query_response_time_stats", "ON");
    if (server.has("query_response_time_stats")) {
      return server.isOff("query_response_time_stats")
          ? Feature.Off.of("query_response_time_stats is off", on)
          : new Feature.Idle("nothing was counted yet");
    }
    if (server.responseTimePlugin()) {
      return Feature.Off.of(
          "the plugin QUERY_RESPONSE_TIME is not installed",
          Statement.lasting("INSTALL SONAME 'query_response_time'"),
          on);
    }
    if (server.isPercona() && server.identity().version().isAtLeast(MYSQL_5_6)) {
      return Feature.Off.of(
          "the plugin QUERY_RESPONSE_TIME is not installed",
          percona("QUERY_RESPONSE_TIME_AUDIT"),
          percona("QUERY_RESPONSE_TIME"),
          percona("QUERY_RESPONSE_TIME_READ"),
          percona("QUERY_RESPONSE_TIME_WRITE"),
          on);
    }
    return new Feature.Absent(
        server.isMariadb()
            ? "there is no plugin QUERY_RESPONSE_TIME in the server's plugin_dir"
            : "the plugin is of MariaDB, and of Percona Server up to 5.7");
  }

  private static Statement percona(String plugin) {
    return Statement.lasting("INSTALL PLUGIN %s SONAME 'query_response_time.so'".formatted(plugin));
  }

  private Feature rocksdb(Attempt attempt) {
    if (isFailure(attempt, NO_INFORMATION)) {
      return new Feature.Absent("there is no storage engine RocksDB (MyRocks)");
    }
    String level = server.variables().getOrDefault("rocksdb_perf_context_level", "");
    return level.equals("0") || level.equals("1")
        ? Feature.Off.of(
            "rocksdb_perf_context_level is " + level, setGlobal("rocksdb_perf_context_level", "2"))
        : new Feature.Idle("there is no table of RocksDB");
  }

  private static Statement setGlobal(String variable, String value) {
    String quoted = variable.equals("innodb_monitor_enable") ? "'" + value + "'" : value;
    return new Statement(
        "SET GLOBAL %s = %s".formatted(variable, quoted), variable + " = " + value);
  }

  private static boolean isMissing(Attempt attempt) {
    return attempt instanceof Attempt.Failed failed && NO_TABLE.contains(failed.failure().code());
  }

  private static boolean isFailure(Attempt attempt, int code) {
    return attempt instanceof Attempt.Failed failed && failed.failure().code() == code;
  }
}
