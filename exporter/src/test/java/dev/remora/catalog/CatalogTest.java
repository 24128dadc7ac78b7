package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collector;
import dev.remora.collector.Default;
import dev.remora.collector.Facts;
import dev.remora.mysql.ScriptedSession;
import dev.remora.mysql.ServerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {
  @Test
  void namesEveryCollectorOnceInOrder() {
    assertThat(Catalog.collectors()).extracting(Collector::name).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void runsTheReferencesSixByDefault() {
    assertThat(Catalog.collectors())
        .filteredOn(collector -> collector.facts().byDefault() == Default.ON)
        .extracting(Collector::name)
        .containsExactly(
            "global_status",
            "global_variables",
            "info_schema.innodb_cmp",
            "info_schema.innodb_cmpmem",
            "info_schema.query_response_time",
            "slave_status");
  }

  @ParameterizedTest
  @CsvSource({
    "auto_increment.columns, 5.0.99, 5.1.0",
    "binlog_size, 5.0.99, 5.1.0",
    "engine_innodb_status, 5.0.99, 5.1.0",
    "engine_tokudb_status, 5.5.99, 5.6.0",
    "global_status, 5.0.99, 5.1.0",
    "global_variables, 5.0.99, 5.1.0",
    "heartbeat, 5.0.99, 5.1.0",
    "info_schema.clientstats, 5.4.99, 5.5.0",
    "info_schema.innodb_cmp, 5.4.99, 5.5.0",
    "info_schema.innodb_cmpmem, 5.4.99, 5.5.0",
    "info_schema.innodb_metrics, 5.5.99, 5.6.0",
    "info_schema.innodb_tablespaces, 5.6.99, 5.7.0",
    "info_schema.processlist, 5.0.99, 5.1.0",
    "info_schema.query_response_time, 5.4.99, 5.5.0",
    "info_schema.replica_host, 5.5.99, 5.6.0",
    "info_schema.rocksdb_perf_context, 5.5.99, 5.6.0",
    "info_schema.schemastats, 5.0.99, 5.1.0",
    "info_schema.tables, 5.0.99, 5.1.0",
    "info_schema.tablestats, 5.0.99, 5.1.0",
    "info_schema.userstats, 5.0.99, 5.1.0",
    "mysql.user, 5.0.99, 5.1.0",
    "perf_schema.eventsstatements, 5.5.99, 5.6.0",
    "perf_schema.eventsstatementssum, 5.6.99, 5.7.0",
    "perf_schema.eventswaits, 5.4.99, 5.5.0",
    "perf_schema.file_events, 5.5.99, 5.6.0",
    "perf_schema.file_instances, 5.4.99, 5.5.0",
    "perf_schema.indexiowaits, 5.5.99, 5.6.0",
    "perf_schema.memory_events, 5.6.99, 5.7.0",
    "perf_schema.replication_applier_status_by_worker, 7.99.0, 8.0.0",
    "perf_schema.replication_group_member_stats, 5.6.99, 5.7.0",
    "perf_schema.replication_group_members, 5.6.99, 5.7.0",
    "perf_schema.tableiowaits, 5.5.99, 5.6.0",
    "perf_schema.tablelocks, 5.5.99, 5.6.0",
    "slave_hosts, 5.0.99, 5.1.0",
    "slave_status, 5.0.99, 5.1.0",
    "sys.user_summary, 5.6.99, 5.7.0"
  })
  void runsACollectorFromItsVersionOn(String name, String tooOld, String firstVersion) {
    Collector collector = named(name);

    assertThat(collector.facts().applyTo(ScriptedSession.mysql(tooOld).identity())).isFalse();
    assertThat(collector.facts().applyTo(ScriptedSession.mysql(firstVersion).identity())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.3.39", "10.11.6", "11.8.2", "unreadable"})
  void runsTheDefaultsOnEveryMariadb(String version) {
    ServerIdentity server = ScriptedSession.mariadb(version).identity();

    assertThat(Catalog.collectors())
        .filteredOn(collector -> collector.facts().byDefault() == Default.ON)
        .allMatch(collector -> collector.facts().applyTo(server));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          auto_increment.columns                           | 2  | ''
          binlog_size                                      | 3  | ''
          engine_innodb_status                             | 3  | ''
          engine_tokudb_status                             | 0  | mysql_engine_tokudb_<status>
          global_status                                    | 14 | mysql_global_status_<variable>
          global_variables                                 | 4  | mysql_global_variables_<variable>
          heartbeat                                        | 2  | ''
          info_schema.clientstats                          | 26 | mysql_info_schema_client_statistics_<column>
          info_schema.innodb_cmp                           | 5  | ''
          info_schema.innodb_cmpmem                        | 4  | ''
          info_schema.innodb_metrics                       | 4  | mysql_info_schema_innodb_metrics_<subsystem>_<name>_total mysql_info_schema_innodb_metrics_<subsystem>_<name>
          info_schema.innodb_tablespaces                   | 3  | ''
          info_schema.processlist                          | 4  | ''
          info_schema.query_response_time                  | 3  | ''
          info_schema.replica_host                         | 5  | ''
          info_schema.rocksdb_perf_context                 | 23 | ''
          info_schema.schemastats                          | 3  | ''
          info_schema.tables                               | 3  | ''
          info_schema.tablestats                           | 3  | ''
          info_schema.userstats                            | 26 | mysql_info_schema_user_statistics_<column>
          mysql.user                                       | 33 | mysql_mysql_<column>
          perf_schema.eventsstatements                     | 15 | ''
          perf_schema.eventsstatementssum                  | 21 | ''
          perf_schema.eventswaits                          | 2  | ''
          perf_schema.file_events                          | 3  | ''
          perf_schema.file_instances                       | 2  | ''
          perf_schema.indexiowaits                         | 2  | ''
          perf_schema.memory_events                        | 3  | ''
          perf_schema.replication_applier_status_by_worker | 7  | ''
          perf_schema.replication_group_member_stats       | 8  | ''
          perf_schema.replication_group_members            | 0  | mysql_perf_schema_replication_group_member_info
          perf_schema.tableiowaits                         | 2  | ''
          perf_schema.tablelocks                           | 4  | ''
          slave_hosts                                      | 1  | ''
          slave_status                                     | 2  | mysql_slave_status_<column>
          sys.user_summary                                 | 10 | ''
          """)
  void saysOfACollectorWhatItCanServe(String name, int families, String patterns) {
    Facts facts = named(name).facts();

    assertThat(facts.families()).hasSize(families);
    assertThat(String.join(" ", facts.named().stream().map(Facts.Named::pattern).toList()))
        .isEqualTo(patterns);
  }

  private static Collector named(String name) {
    return Catalog.collectors().stream()
        .filter(collector -> collector.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
