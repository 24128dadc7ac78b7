package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collected;
import dev.remora.collector.Collector;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference's oddities, each by its number: kept, mended or decided, as docs/migration.md says.
 * Others are tagged at the tests of what they belong to.
 */
class OdditiesTest {
  private static final String MYSQL = "8.0.36";
  private static final Pattern TAG = Pattern.compile("@Tag\\(\"(Q[0-9]+)\"\\)");

  /** Q21 is held on real servers; Q65 has no effect. */
  @Test
  void haveATestEach() throws IOException {
    Set<String> tags = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      for (Path file : files.filter(OdditiesTest::isTest).toList()) {
        TAG.matcher(Files.readString(file)).results().forEach(tag -> tags.add(tag.group(1)));
      }
    }

    assertThat(tags)
        .containsAll(
            IntStream.rangeClosed(20, 70)
                .filter(number -> number < 26 || number > 29)
                .filter(number -> number != 21 && number != 65)
                .mapToObj(number -> "Q" + number)
                .toList());
  }

  private static boolean isTest(Path file) {
    return file.toString().matches(".*/src/test/java/.*(Test|IT)\\.java");
  }

  @Test
  @Tag("Q22")
  void givesNoNumberWithoutABinaryLog() throws MysqlException {
    assertThat(binaryLogs())
        .isEqualTo(
            """
            # TYPE mysql_binlog_files gauge
            mysql_binlog_files 0
            # TYPE mysql_binlog_size_bytes gauge
            mysql_binlog_size_bytes 0
            """);
  }

  @ParameterizedTest
  @Tag("Q22")
  @Tag("Q37")
  @CsvSource({
    "binlog.000444, mysql_binlog_file_number 444",
    "host.example-bin.000012, mysql_binlog_file_number 12",
    "9.host.000007, mysql_binlog_file_number 7",
    "binlog, mysql_binlog_files 1",
    "binlog.old, mysql_binlog_files 1"
  })
  void takesTheNumberBehindTheLastDot(String file, String line) throws MysqlException {
    String page = binaryLogs(file, "1813");

    assertThat(page).contains(line + "\n", "mysql_binlog_size_bytes 1813\n");
    assertThat(page.contains("file_number")).isEqualTo(line.contains("file_number"));
  }

  @Test
  @Tag("Q38")
  void givesNoSumOfBinaryLogsOfWhichOneHasNoSize() throws MysqlException {
    Samples samples = new Samples();
    ScriptedRows rows =
        ScriptedRows.of("Log_name", "File_size").row("b.000001", "5").row("b.000002", "large");
    new BinlogSize().collect(logging(rows), samples);

    assertThat(Collected.text(samples))
        .contains("mysql_binlog_files 2\n")
        .doesNotContain("size_bytes");
    assertThat(samples.dropped()).containsEntry("column File_size holds no number", 1);
  }

  @Test
  @Tag("Q24")
  void failsOnAnErrorBehindTheFirstRowsAndKeepsThem() {
    ScriptedRows rows =
        ScriptedRows.of("name", "subsystem", "type", "count")
            .row("lock_timeouts", "lock", "counter", "3")
            .thenFails(ScriptedSession.refusal(1227, "42000", "Access denied"));
    Samples samples = new Samples();

    assertThatThrownBy(() ->
            new InnodbMetrics().collect(ScriptedSession.mysql(MYSQL).answersAll(rows), samples))
        .hasMessageContaining("1227");
    assertThat(Collected.text(samples))
        .contains("mysql_info_schema_innodb_metrics_lock_lock_timeouts_total 3\n");
  }

  @ParameterizedTest
  @Tag("Q25")
  @CsvSource({
    "8.0.36, SHOW SLAVE STATUS",
    "8.4.0, SHOW REPLICA STATUS",
    "9.7.0, SHOW REPLICA STATUS"
  })
  void asksForTheReplicaInOneStatement(String version, String statement) throws MysqlException {
    ScriptedSession session = ScriptedSession.mysql(version).answersAll(ScriptedRows.of("x"));
    new SlaveStatus().collect(session, new Samples());

    assertThat(session.statements()).containsExactly(statement);
  }

  @Test
  @Tag("Q32")
  void countsLockTimeInPicosecondsAndWaitInSeconds() throws MysqlException {
    String[] columns = new String[21];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Integer.toString(i + 1);
    }
    columns[4] = "4000";
    columns[19] = "36463827771516430384";

    assertThat(page(EventsStatementsSum.collector(), row(columns)))
        .contains("mysql_perf_schema_events_statements_sum_lock_time 4000\n")
        .contains("mysql_perf_schema_events_statements_sum_timer_wait 3.6463827771516435e+07\n")
        .contains("mysql_perf_schema_events_statements_sum_warnings 21\n");
  }

  @Test
  @Tag("Q59")
  void servesNothingOfSumsOfNothing() throws MysqlException {
    assertThat(page(EventsStatementsSum.collector(), row(new String[21]))).isEmpty();
  }

  @Test
  @Tag("Q31")
  @Tag("Q33")
  @Tag("Q34")
  void callsQuantilesAsTheReferenceDoesAndGivesZerosOnOldServers() throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql("5.7.44")
            .answersAll(
                row(
                    "db1",
                    "digest1",
                    "SELECT ?",
                    "100",
                    "1000",
                    "0",
                    "0",
                    "1",
                    "2",
                    "50",
                    "100",
                    "150",
                    "1",
                    "2",
                    "3",
                    "100",
                    "1",
                    "0",
                    "0",
                    "0"));
    String page = Collected.by(new EventsStatements(), session);

    assertThat(page)
        .contains("# TYPE mysql_perf_schema_events_statements_latency summary\n")
        .contains("digest_text=\"SELECT ?\",schema=\"db1\",quantile=\"95\"} 0\n")
        .contains("quantile=\"99\"} 0\n", "quantile=\"999\"} 0\n")
        .contains("latency_sum{digest=\"digest1\",digest_text=\"SELECT ?\",schema=\"db1\"} 1e-09\n")
        .contains(
            "lock_time_seconds_total{digest=\"digest1\",digest_text=\"SELECT ?\",schema=\"db1\"} 0\n");
    // NOT IN leaves out digests without a schema, and keeps those of sys.
    assertThat(session.statements().getFirst())
        .contains("schema_name NOT IN ('mysql', 'performance_schema', 'information_schema')")
        .contains("0, 0, 0 FROM");
  }

  @ParameterizedTest
  @Tag("Q35")
  @Tag("Q36")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mysql   | 5.7.44  | FILE_FORMAT | innodb_sys_tablespaces
          mysql   | 8.0.36  | NONE        | innodb_tablespaces
          mariadb | 10.4.34 | NONE        | innodb_sys_tablespaces
          mariadb | 11.8.2  | NONE        | innodb_sys_tablespaces
          """)
  void knowsTheTableOfTablespacesByTheServer(
      String flavour, String version, String format, String table) throws MysqlException {
    ScriptedSession session =
        (flavour.equals("mysql")
                ? ScriptedSession.mysql(version)
                : ScriptedSession.mariadb(version))
            .answersAll(row("1", "odd \"space\"", "X", "Dynamic", "Single", "100", "99"));
    String page = Collected.by(new InnodbTablespaces(), session);

    assertThat(page).contains("file_size_bytes{tablespace_name=\"odd \\\"space\\\"\"} 100\n");
    assertThat(session.statements()).hasSize(1);
    assertThat(session.statements().getFirst())
        .contains("'" + format + "',")
        .endsWith("FROM information_schema." + table);
  }

  @Test
  @Tag("Q39")
  void servesAColumnWhoseGreatestValueIsUnknown() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("s", "t", "c", "next", "max")
            .row("shop", "floats", "id", "7", null)
            .row("shop", "orders", "id", "8", "127");

    assertThat(page(AutoIncrementColumns.collector(), rows))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_auto_increment_column gauge
            mysql_info_schema_auto_increment_column{column="id",schema="shop",table="floats"} 7
            mysql_info_schema_auto_increment_column{column="id",schema="shop",table="orders"} 8
            # TYPE mysql_info_schema_auto_increment_column_max gauge
            mysql_info_schema_auto_increment_column_max{column="id",schema="shop",table="orders"} 127
            """);
  }

  @Test
  @Tag("Q40")
  @Tag("Q41")
  @Tag("Q42")
  void addsUpSessionsBeyondThirtyTwoBitsAndKeepsWholeAddresses() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("user", "client", "command", "state", "count", "seconds")
            .row("app", "2001:db8::1", "Sleep", "", "3", "4294967295")
            .row("app", "", "Sleep", "", "1", "4294967295")
            .row("o'b", "db-1", "Binlog Dump GTID", "a_b's/state; (it is.)", "1", "-2");

    assertThat(page(new Processlist(), rows))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_processlist_processes_by_host gauge
            mysql_info_schema_processlist_processes_by_host{client_host="2001:db8::1"} 3
            mysql_info_schema_processlist_processes_by_host{client_host="db-1"} 1
            mysql_info_schema_processlist_processes_by_host{client_host="unknown"} 1
            # TYPE mysql_info_schema_processlist_processes_by_user gauge
            mysql_info_schema_processlist_processes_by_user{mysql_user="app"} 4
            mysql_info_schema_processlist_processes_by_user{mysql_user="o'b"} 1
            # TYPE mysql_info_schema_processlist_seconds gauge
            mysql_info_schema_processlist_seconds{command="binlog_dump_gtid",state="a_b's/state_it_is"} -2
            mysql_info_schema_processlist_seconds{command="sleep",state="unknown"} 8.58993459e+09
            # TYPE mysql_info_schema_processlist_threads gauge
            mysql_info_schema_processlist_threads{command="binlog_dump_gtid",state="a_b's/state_it_is"} 1
            mysql_info_schema_processlist_threads{command="sleep",state="unknown"} 4
            """);
  }

  @Test
  @Tag("Q43")
  @Tag("Q68")
  void typesTheSameColumnOfUsersAndClientsDifferently() throws MysqlException {
    assertThat(statistics(UserStatistics.ofUsers(), "user_statistics", "ON"))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_user_statistics_max_statement_time_exceeded untyped
            mysql_info_schema_user_statistics_max_statement_time_exceeded{user="app"} 2
            """);
    assertThat(statistics(UserStatistics.ofClients(), "client_statistics", "1"))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_client_statistics_max_statement_time_exceeded_total counter
            mysql_info_schema_client_statistics_max_statement_time_exceeded_total{client="app"} 2
            """);
    assertThat(statistics(UserStatistics.ofUsers(), "user_statistics", "OFF")).isEmpty();
  }

  @Test
  @Tag("Q68")
  void takesARefusalToSayForNoStatistics() throws MysqlException {
    ScriptedSession refusing = ScriptedSession.mysql(MYSQL);

    assertThat(Collected.by(UserStatistics.ofUsers(), refusing)).isEmpty();
    assertThat(refusing.statements()).hasSize(1);
  }

  @Test
  @Tag("Q44")
  void keepsTheNameOfTheHostsOfReplicas() throws MysqlException {
    ScriptedRows rows =
        ScriptedRows.of("Server_id", "Host", "Port", "Master_id").row("2", "db", "3306", "1");

    assertThat(page(new SlaveHosts(), rows))
        .contains(
            "mysql_heartbeat_mysql_slave_hosts_info{master_id=\"1\",port=\"3306\",server_id=\"2\",slave_host=\"db\",slave_uuid=\"\"} 1\n");
  }

  @Test
  @Tag("Q45")
  @Tag("Q46")
  void servesALimitBelowZero() throws MysqlException {
    assertThat(page(new MysqlUser(), row("app", "%", "0", "1", "2", "-1")))
        .contains("mysql_mysql_max_user_connections{hostmask=\"%\",mysql_user=\"app\"} -1\n");
  }

  @Test
  @Tag("Q46")
  @Tag("Q70")
  void takesAnAccountCalledYForAPrivilegeToo() throws MysqlException {
    String[] row = new String[6 + 2 + 29];
    Arrays.fill(row, "N");
    row[0] = "Y";
    row[1] = "%";
    Arrays.fill(row, 2, 6, "0");
    row[6] = "Y";
    row[7] = "%";
    row[8] = "Y";
    Collector collector = chosen(new MysqlUser(), "privileges", "true");
    String page = page(collector, row(row));

    assertThat(page)
        .contains("mysql_mysql_user{hostmask=\"%\",mysql_user=\"Y\"} 1\n")
        .contains("mysql_mysql_select_priv{hostmask=\"%\",mysql_user=\"Y\"} 1\n")
        .contains("mysql_mysql_create_tablespace_priv{hostmask=\"%\",mysql_user=\"Y\"} 0\n")
        .doesNotContain("mysql_mysql_host{");
    assertThat(page.lines().filter(line -> line.matches("mysql_mysql_.*_priv\\{.*"))).hasSize(29);
  }

  @Test
  @Tag("Q47")
  void readsTimesOfWorkersAsUtcAndCallsWorkersMembers() throws MysqlException {
    String never = "0000-00-00 00:00:00.000000";
    String page =
        page(
            new ReplicationApplierStatusByWorker(),
            row("ch", "3", "1970-01-01 00:00:01.000001", never, "", "soon", never, never, never));

    assertThat(page)
        .contains(
            "mysql_perf_schema_last_applied_transaction_original_commit_timestamp_seconds{channel_name=\"ch\",member_id=\"3\"} 1.000001\n")
        .contains("immediate_commit_timestamp_seconds{channel_name=\"ch\",member_id=\"3\"} 0\n")
        .doesNotContain(
            "last_applied_transaction_start_apply", "last_applied_transaction_end_apply");
  }

  @ParameterizedTest
  @Tag("Q56")
  @CsvSource({
    "counter, 3, metrics_lock_waits_total 3",
    "status_counter, 0, metrics_lock_waits_total 0",
    "counter, -3, metrics_lock_waits -3",
    "value, 3, metrics_lock_waits 3"
  })
  void takesACounterBelowZeroForAGauge(String type, String count, String line)
      throws MysqlException {
    assertThat(page(new InnodbMetrics(), row("waits", "lock", type, count)))
        .endsWith("mysql_info_schema_innodb_" + line + "\n");
  }

  @Test
  void keepsTheLetterCaseOfInnodbsCounters() throws MysqlException {
    assertThat(page(new InnodbMetrics(), row("buffer_LRU_batch", "buffer", "counter", "1")))
        .contains("mysql_info_schema_innodb_metrics_buffer_buffer_LRU_batch_total 1\n");
  }

  @Test
  @Tag("Q60")
  void trimsTheNamesOfDatabases() throws MysqlException {
    ScriptedSession session = ScriptedSession.mysql(MYSQL).answersAll(tables());
    chosen(new Tables(), "databases", " shop , crm").collect(session, new Samples());

    assertThat(session.statements())
        .hasSize(2)
        .satisfies(statements -> assertThat(statements.get(0)).endsWith("[shop]"))
        .satisfies(statements -> assertThat(statements.get(1)).endsWith("[crm]"));
  }

  @Test
  @Tag("Q20")
  void asksOnceForADatabaseThatIsNamedTwice() throws MysqlException {
    ScriptedSession session = ScriptedSession.mysql(MYSQL).answersAll(tables());
    chosen(new Tables(), "databases", "a,a").collect(session, new Samples());

    assertThat(session.statements()).hasSize(1);
  }

  @ParameterizedTest
  @Tag("Q61")
  @Tag("Q62")
  @CsvSource({"false, NOW(6)", "true, UTC_TIMESTAMP(6)"})
  void escapesBackQuotesAndMovesOnlyTheTimeNow(String utc, String now) throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql(MYSQL).answersAll(row("1", "1487598113.448042", "1487597613.001320"));
    Collector heartbeat =
        new Heartbeat()
            .with(
                new Chosen(
                    Map.of(
                        "database", List.of("it`s"),
                        "table", List.of("b``t"),
                        "utc", List.of(utc))));

    assertThat(Collected.by(heartbeat, session))
        .isEqualTo(
            """
            # TYPE mysql_heartbeat_now_timestamp_seconds gauge
            mysql_heartbeat_now_timestamp_seconds{server_id="1"} 1.487598113448042e+09
            # TYPE mysql_heartbeat_stored_timestamp_seconds gauge
            mysql_heartbeat_stored_timestamp_seconds{server_id="1"} 1.48759761300132e+09
            """);
    assertThat(session.statements().getFirst())
        .isEqualTo(
            "SELECT server_id, UNIX_TIMESTAMP("
                + now
                + "), UNIX_TIMESTAMP(ts) FROM `it``s`.`b````t`");
  }

  @Test
  @Tag("Q64")
  void leavesTheFilterToTheServersDialect() throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql(MYSQL).answersAll(ScriptedRows.of("f", "e", "r", "w", "br", "bw"));
    chosen(FileInstances.collector(), "filter", "").collect(session, new Samples());

    assertThat(session.statements().getFirst()).contains("REGEXP ?");
  }

  @ParameterizedTest
  @Tag("Q67")
  @ValueSource(ints = {1109, 1142})
  void takesOnlyAnUnknownTableForNoAurora(int code) {
    MysqlException refusal = ScriptedSession.refusal(code, "42S02", "refused");
    ScriptedSession session = ScriptedSession.mysql(MYSQL).answersAll(failing(refusal));

    if (code == 1109) {
      assertThatCode(() -> new ReplicaHost().collect(session, new Samples()))
          .doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> new ReplicaHost().collect(session, new Samples()))
          .hasMessageContaining("1142");
    }
  }

  @Test
  @Tag("Q69")
  void callsRowsOfNoIndexNone() throws MysqlException {
    assertThat(
            page(
                IndexIoWaits.collector(),
                row("db", "t", "NONE", "1", "2000000000000", "3", "4", "5", "6", "7", "8")))
        .contains(
            "index_io_waits_total{index=\"NONE\",name=\"t\",operation=\"insert\",schema=\"db\"} 3\n")
        .contains(
            "index_io_waits_seconds_total{index=\"NONE\",name=\"t\",operation=\"fetch\",schema=\"db\"} 2\n");
  }

  private static String binaryLogs(String... nameAndSize) throws MysqlException {
    ScriptedRows rows = ScriptedRows.of("Log_name", "File_size");
    return Collected.by(
        new BinlogSize(), logging(nameAndSize.length == 0 ? rows : rows.row(nameAndSize)));
  }

  private static ScriptedSession logging(ScriptedRows rows) {
    return ScriptedSession.mysql(MYSQL)
        .answers("SELECT @@log_bin", row("1"))
        .answers("SHOW BINARY LOGS", rows);
  }

  private static String statistics(Collector collector, String table, String userstat)
      throws MysqlException {
    return Collected.by(
        collector,
        ScriptedSession.mariadb("10.11.6")
            .answers(
                "SHOW GLOBAL VARIABLES WHERE variable_name IN ('userstat', 'userstat_running')",
                row("userstat", userstat))
            .answers(
                "SELECT * FROM information_schema." + table,
                ScriptedRows.of("NAME", "MAX_STATEMENT_TIME_EXCEEDED").row("app", "2")));
  }

  private static ScriptedRows tables() {
    return ScriptedRows.of("s", "t", "y", "e", "v", "f", "o", "r", "d", "i", "x");
  }

  private static Collector chosen(Collector collector, String setting, String value) {
    return collector.with(new Chosen(Map.of(setting, List.of(value))));
  }

  private static ScriptedRows failing(MysqlException failure) {
    return ScriptedRows.of("any").thenFails(failure);
  }

  /** One row, whose columns' names do not matter. */
  private static ScriptedRows row(String... cells) {
    return ScriptedRows.of(Collections.nCopies(cells.length, "c").toArray(String[]::new))
        .row(cells);
  }

  private static String page(Collector collector, ScriptedRows rows) throws MysqlException {
    return Collected.by(collector, ScriptedSession.mysql(MYSQL).answersAll(rows));
  }
}
