package dev.remora.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.catalog.Catalog;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** All flags that mysqld_exporter 0.20.0 lists are there, of the same kind and default. */
class ReferenceFlagsTest {
  private static final String REFERENCE =
      """
      collect.auto_increment.columns                                    | switch   | false
      collect.binlog_size                                               | switch   | false
      collect.engine_innodb_status                                      | switch   | false
      collect.engine_tokudb_status                                      | switch   | false
      collect.global_status                                             | switch   | true
      collect.global_variables                                          | switch   | true
      collect.heartbeat                                                 | switch   | false
      collect.heartbeat.database                                        | value    | heartbeat
      collect.heartbeat.table                                           | value    | heartbeat
      collect.heartbeat.utc                                             | switch   | false
      collect.info_schema.clientstats                                   | switch   | false
      collect.info_schema.innodb_cmp                                    | switch   | true
      collect.info_schema.innodb_cmpmem                                 | switch   | true
      collect.info_schema.innodb_metrics                                | switch   | false
      collect.info_schema.innodb_tablespaces                            | switch   | false
      collect.info_schema.processlist                                   | switch   | false
      collect.info_schema.processlist.min_time                          | value    | 0
      collect.info_schema.processlist.processes_by_host                 | switch   | true
      collect.info_schema.processlist.processes_by_user                 | switch   | true
      collect.info_schema.query_response_time                           | switch   | true
      collect.info_schema.replica_host                                  | switch   | false
      collect.info_schema.rocksdb_perf_context                          | switch   | false
      collect.info_schema.schemastats                                   | switch   | false
      collect.info_schema.tables                                        | switch   | false
      collect.info_schema.tables.databases                              | value    | *
      collect.info_schema.tablestats                                    | switch   | false
      collect.info_schema.userstats                                     | switch   | false
      collect.mysql.user                                                | switch   | false
      collect.mysql.user.privileges                                     | switch   | false
      collect.perf_schema.eventsstatements                              | switch   | false
      collect.perf_schema.eventsstatements.digest_text_limit            | value    | 120
      collect.perf_schema.eventsstatements.exclude_schemas              | repeated | ''
      collect.perf_schema.eventsstatements.limit                        | value    | 250
      collect.perf_schema.eventsstatements.timelimit                    | value    | 86400
      collect.perf_schema.eventsstatementssum                           | switch   | false
      collect.perf_schema.eventswaits                                   | switch   | false
      collect.perf_schema.file_events                                   | switch   | false
      collect.perf_schema.file_instances                                | switch   | false
      collect.perf_schema.file_instances.filter                         | value    | .*
      collect.perf_schema.file_instances.remove_prefix                  | value    | /var/lib/mysql/
      collect.perf_schema.indexiowaits                                  | switch   | false
      collect.perf_schema.memory_events                                 | switch   | false
      collect.perf_schema.memory_events.remove_prefix                   | value    | memory/
      collect.perf_schema.replication_applier_status_by_worker          | switch   | false
      collect.perf_schema.replication_group_member_stats                | switch   | false
      collect.perf_schema.replication_group_members                     | switch   | false
      collect.perf_schema.tableiowaits                                  | switch   | false
      collect.perf_schema.tablelocks                                    | switch   | false
      collect.slave_hosts                                               | switch   | false
      collect.slave_status                                              | switch   | true
      collect.sys.user_summary                                          | switch   | false
      config.my-cnf                                                     | value    | .my.cnf
      exporter.enable_lock_wait_timeout                                 | switch   | true
      exporter.lock_wait_timeout                                        | value    | 2
      exporter.log_slow_filter                                          | switch   | false
      exporter.max_open_connections                                     | value    | 2
      exporter.query_timeout                                            | value    | 0
      help                                                              | switch   | false
      log.format                                                        | value    | logfmt
      log.level                                                         | value    | info
      mysqld.address                                                    | value    | localhost:3306
      mysqld.username                                                   | value    | ''
      timeout-offset                                                    | value    | 0.25
      tls.insecure-skip-verify                                          | switch   | false
      version                                                           | switch   | false
      web.config.file                                                   | value    | ''
      web.listen-address                                                | repeated | :9104
      web.systemd-socket                                                | switch   | false
      web.telemetry-path                                                | value    | /metrics
      """;

  private record Taken(String name, String kind, String byDefault) {}

  @Test
  void areAllThere() {
    List<Taken> theirs = REFERENCE.lines().map(ReferenceFlagsTest::taken).toList();
    assertThat(theirs).hasSize(69);

    List<Taken> ours =
        Flags.all(Catalog.collectors()).stream()
            .map(flag ->
                new Taken(
                    flag.name(), flag.kind().name().toLowerCase(Locale.ROOT), flag.defaultValue()))
            .toList();

    assertThat(ours).containsAll(theirs);
  }

  private static Taken taken(String line) {
    List<String> columns = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    String byDefault = columns.get(2);
    return new Taken(columns.get(0), columns.get(1), byDefault.equals("''") ? "" : byDefault);
  }
}
