package dev.remora.compat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.collector.Collected;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcesslistNamesTest {
  private static final String PREFIX = "mysql_info_schema_processlist_";
  private static final Family THREADS =
      Family.gauge(PREFIX + "threads", "Sessions.", "command", "state");
  private static final Family SECONDS =
      Family.gauge(PREFIX + "seconds", "Seconds.", "command", "state");
  private static final Family BY_HOST =
      Family.gauge(PREFIX + "processes_by_host", "Sessions.", "client_host");
  private static final Family BY_USER =
      Family.gauge(PREFIX + "processes_by_user", "Sessions.", "mysql_user");
  private static final Family SUCCESS =
      Family.gauge("mysql_exporter_collector_success", "Whether.", "collector");

  private final OldNames names = OldNames.of("processlist-names").orElseThrow();
  private final Samples today = new Samples();

  @ParameterizedTest
  @CsvSource({
    "query, sending_data, sending data",
    "query, waiting_for_table_flush, waiting for table flush",
    "query, init, init",
    "sleep, unknown, idle",
    "query, user_sleep, idle",
    "sleep, cleaning_up, cleaning up",
    "sleep, delayed_commit_ok_initiated, other",
    "query, unknown, executing",
    "query, some_new_state, executing",
    "execute, some_new_state, other",
    "binlog_dump, master_has_sent_all_binlog_to_slave, replication master",
    "binlog_dump_gtid, source_has_sent_all_binlog_to_replica, other",
    "daemon, waiting_on_empty_queue, other",
    "connect, waiting_for_master_to_send_event, other",
    "query, waiting_for_table_metadata_lock, waiting for lock",
    "query, waiting_for_global_read_lock, waiting for lock",
    "query, system_lock, waiting for lock",
    "query, creating_index, altering table",
    "query, copy_to_tmp_table, copying to tmp table",
    "query, query_end, end",
    "query, updating_reference_tables, updating",
    "query, deleting_from_main_table, deleting",
    "query, execution_of_init_command, executing"
  })
  void findsTheOldState(String command, String state, String expected) {
    assertThat(ProcesslistNames.old(command, state)).isEqualTo(expected);
  }

  @Test
  void addsUpWhatHadOneStateAndServesAllOthersAsZero() {
    succeeded(1);
    add("query", "system_lock", 2, 20);
    add("query", "user_lock", 3, 30);

    String text = text();

    assertThat(text)
        .contains("mysql_info_schema_threads{state=\"waiting for lock\"} 5\n")
        .contains("mysql_info_schema_threads_seconds{state=\"waiting for lock\"} 50\n")
        .contains("mysql_info_schema_threads{state=\"idle\"} 0\n");
    assertThat(text.lines().filter(line -> line.startsWith("mysql_info_schema_threads{")))
        .hasSize(51);
    assertThat(text.lines().filter(line -> line.startsWith("mysql_info_schema_threads_seconds{")))
        .hasSize(51);
  }

  @Test
  void namesUsersAndHostsAndLeavesAnUnknownHostEmpty() {
    succeeded(1);
    today.add(BY_USER, "app", 3);
    today.add(BY_HOST, "unknown", 1);
    today.add(BY_HOST, "10.0.0.1", 2);

    assertThat(text())
        .contains("mysql_info_schema_processes_by_user{mysql_user=\"app\"} 3\n")
        .contains("mysql_info_schema_processes_by_host{client_host=\"\"} 1\n")
        .contains("mysql_info_schema_processes_by_host{client_host=\"10.0.0.1\"} 2\n");
  }

  @Test
  void servesZerosWhereThereWereNoSessions() {
    succeeded(1);

    assertThat(text()).contains("mysql_info_schema_threads{state=\"other\"} 0\n");
  }

  @Test
  void addsNothingWhereTheCollectorDidNotRun() {
    assertThat(text()).isEmpty();
  }

  @Test
  void addsNothingWhereTheCollectorFailed() {
    succeeded(0);
    add("query", "init", 1, 1);

    assertThat(text()).isEmpty();
  }

  private void succeeded(double success) {
    today.add(SUCCESS, "collect.info_schema.processlist", success);
  }

  private void add(String command, String state, double threads, double seconds) {
    today.family(THREADS).label(command).label(state).value(threads);
    today.family(SECONDS).label(command).label(state).value(seconds);
  }

  private String text() {
    today.arrange();
    return Collected.text(names.of(List.of(today)));
  }
}
