package dev.remora.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.remora.collector.Collected;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.MysqlException.Kind;
import dev.remora.mysql.ScriptedRows;
import dev.remora.mysql.ScriptedSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryResponseTimeTest {
  private static final String VARIABLE =
      "SHOW GLOBAL VARIABLES WHERE variable_name = 'query_response_time_stats'";
  private static final String ALL =
      "SELECT TIME, COUNT, TOTAL FROM information_schema.QUERY_RESPONSE_TIME";
  private static final String READS = ALL + "_READ";
  private static final String WRITES = ALL + "_WRITE";

  @ParameterizedTest
  @ValueSource(strings = {"ON", "1"})
  void makesAHistogramWithCumulativeCounts(String on) throws MysqlException {
    ScriptedSession session =
        switchedTo(on)
            .answers(ALL, referenceRows())
            .fails(READS, unknownTable())
            .fails(WRITES, unknownTable());

    assertThat(Collected.by(new QueryResponseTime(), session))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_query_response_time_seconds histogram
            mysql_info_schema_query_response_time_seconds_bucket{le="1e-06"} 124
            mysql_info_schema_query_response_time_seconds_bucket{le="1e-05"} 303
            mysql_info_schema_query_response_time_seconds_bucket{le="0.0001"} 3162
            mysql_info_schema_query_response_time_seconds_bucket{le="0.001"} 4247
            mysql_info_schema_query_response_time_seconds_bucket{le="0.01"} 4516
            mysql_info_schema_query_response_time_seconds_bucket{le="0.1"} 4527
            mysql_info_schema_query_response_time_seconds_bucket{le="1"} 4528
            mysql_info_schema_query_response_time_seconds_bucket{le="10"} 4528
            mysql_info_schema_query_response_time_seconds_bucket{le="100"} 4528
            mysql_info_schema_query_response_time_seconds_bucket{le="1000"} 4528
            mysql_info_schema_query_response_time_seconds_bucket{le="10000"} 4528
            mysql_info_schema_query_response_time_seconds_bucket{le="100000"} 4528
            mysql_info_schema_query_response_time_seconds_bucket{le="1e+06"} 4528
            mysql_info_schema_query_response_time_seconds_bucket{le="+Inf"} 4528
            mysql_info_schema_query_response_time_seconds_sum 1.5773549999999998
            mysql_info_schema_query_response_time_seconds_count 4528
            """);
  }

  @Test
  @Tag("Q63")
  void countsWhatTookTooLongOnlyInTheCount() throws MysqlException {
    ScriptedSession session =
        switchedTo("ON")
            .answers(ALL, rows().row(" 0.5 ", "3", " 1.25 ").row("TOO LONG", "2", "TOO LONG"))
            .answers(READS, rows())
            .answers(WRITES, rows().row("0.5", "1", "0.25"));

    assertThat(Collected.by(new QueryResponseTime(), session))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_query_response_time_seconds histogram
            mysql_info_schema_query_response_time_seconds_bucket{le="0.5"} 3
            mysql_info_schema_query_response_time_seconds_bucket{le="+Inf"} 5
            mysql_info_schema_query_response_time_seconds_sum 1.25
            mysql_info_schema_query_response_time_seconds_count 5
            # TYPE mysql_info_schema_read_query_response_time_seconds histogram
            mysql_info_schema_read_query_response_time_seconds_bucket{le="+Inf"} 0
            mysql_info_schema_read_query_response_time_seconds_sum 0
            mysql_info_schema_read_query_response_time_seconds_count 0
            # TYPE mysql_info_schema_write_query_response_time_seconds histogram
            mysql_info_schema_write_query_response_time_seconds_bucket{le="0.5"} 1
            mysql_info_schema_write_query_response_time_seconds_bucket{le="+Inf"} 1
            mysql_info_schema_write_query_response_time_seconds_sum 0.25
            mysql_info_schema_write_query_response_time_seconds_count 1
            """);
  }

  @Test
  @Tag("Q63")
  void hasNoBucketWhoseBoundPrintsAsZero() throws MysqlException {
    ScriptedSession session =
        switchedTo("ON")
            .answers(ALL, rows().row("0.000000", "2", "0.5").row("0.000001", "3", "0.25"));

    assertThat(Collected.by(new QueryResponseTime(), session))
        .isEqualTo(
            """
            # TYPE mysql_info_schema_query_response_time_seconds histogram
            mysql_info_schema_query_response_time_seconds_bucket{le="1e-06"} 5
            mysql_info_schema_query_response_time_seconds_bucket{le="+Inf"} 5
            mysql_info_schema_query_response_time_seconds_sum 0.75
            mysql_info_schema_query_response_time_seconds_count 5
            """);
  }

  @Test
  void takesMoreBucketsThanItHadRoomFor() throws MysqlException {
    ScriptedRows rows = rows();
    for (int i = 1; i <= 100; i++) {
      rows.row(String.valueOf(i), "1", "1");
    }
    ScriptedSession session = switchedTo("ON").answers(ALL, rows);

    assertThat(Collected.by(new QueryResponseTime(), session))
        .contains("_bucket{le=\"33\"} 33\n", "_bucket{le=\"100\"} 100\n", "_count 100\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OFF", "0", ""})
  void collectsNothingWhereThePluginIsOff(String off) throws MysqlException {
    ScriptedSession session = switchedTo(off);

    assertThat(Collected.by(new QueryResponseTime(), session)).isEmpty();
    assertThat(session.statements()).containsExactly(VARIABLE);
  }

  @Test
  void collectsNothingWhereThereIsNoPlugin() throws MysqlException {
    ScriptedSession session =
        ScriptedSession.mysql("8.0.36").answers(VARIABLE, ScriptedRows.of("name", "value"));

    assertThat(Collected.by(new QueryResponseTime(), session)).isEmpty();
    assertThat(session.statements()).containsExactly(VARIABLE);
  }

  @Test
  void failsWithoutTheMainTable() {
    MysqlException unknown = unknownTable();
    ScriptedSession session = switchedTo("ON").fails(ALL, unknown);

    assertThatThrownBy(() -> new QueryResponseTime().collect(session, new Samples()))
        .isSameAs(unknown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOST", "TIMED_OUT"})
  void failsWhenTheSessionBreaksInAFurtherTable(Kind kind) {
    MysqlException broken = new MysqlException(kind, MysqlException.NO_CODE, "broken");
    ScriptedSession session = switchedTo("ON").answers(ALL, referenceRows()).fails(READS, broken);
    Samples samples = new Samples();

    assertThatThrownBy(() -> new QueryResponseTime().collect(session, samples)).isSameAs(broken);
    assertThat(Collected.text(samples)).contains("_seconds_count 4528");
  }

  private static ScriptedSession switchedTo(String value) {
    ScriptedRows rows = ScriptedRows.of("Variable_name", "Value");
    return ScriptedSession.mariadb("10.11.6")
        .answers(VARIABLE, rows.row("query_response_time_stats", value));
  }

  private static MysqlException unknownTable() {
    return ScriptedSession.refusal(1109, "42S02", "Unknown table in information_schema");
  }

  private static ScriptedRows rows() {
    return ScriptedRows.of("TIME", "COUNT", "TOTAL");
  }

  private static ScriptedRows referenceRows() {
    return rows()
        .row("      0.000001", "124", "      0.000000")
        .row("      0.000010", "179", "      0.000797")
        .row("      0.000100", "2859", "      0.107321")
        .row("      0.001000", "1085", "      0.335395")
        .row("      0.010000", "269", "      0.522264")
        .row("      0.100000", "11", "      0.344209")
        .row("      1.000000", "1", "      0.267369")
        .row("     10.000000", "0", "      0.000000")
        .row("    100.000000", "0", "      0.000000")
        .row("   1000.000000", "0", "      0.000000")
        .row("  10000.000000", "0", "      0.000000")
        .row(" 100000.000000", "0", "      0.000000")
        .row("1000000.000000", "0", "      0.000000")
        .row("TOO LONG", "0", "TOO LONG");
  }
}
