package dev.remora.catalog;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collector;
import dev.remora.collector.Conversion;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.Setting;
import dev.remora.collector.Source;
import dev.remora.collector.Unit;
import dev.remora.metric.Family;
import dev.remora.metric.SampleTable;
import dev.remora.metric.Samples;
import dev.remora.mysql.Flavour;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.ArrayList;
import java.util.List;

/** What statements did, by digest: those that took the most time first, up to a limit. */
final class EventsStatements implements Collector {
  private static final Setting.Count LIMIT =
      new Setting.Count("limit", 250, "Digests to serve, at most.");
  private static final Setting.Count TIME_LIMIT =
      new Setting.Count("timelimit", 86_400, "Seconds since a digest was last seen, at most.");
  private static final Setting.Count TEXT_LIMIT =
      new Setting.Count("digest_text_limit", 120, "Characters of a digest's text, at most.");
  private static final Setting.Texts EXCLUDE_SCHEMAS =
      new Setting.Texts("exclude_schemas", "Schema to leave out. Repeatable.");

  private static final String PREFIX = "mysql_perf_schema_events_statements_";
  private static final List<String> LABELS = List.of("schema", "digest", "digest_text");
  private static final double[] QUANTILES = {95, 99, 999};
  private static final Version DETAILED = new Version(8, 0, 28);

  /** What becomes of a column: the label columns come first, in the order of this list. */
  private record Column(Family family, Unit unit) {}

  private static final List<Column> COUNTERS =
      List.of(
          counter("total", "Statements.", Unit.AS_GIVEN),
          counter("seconds_total", "Time spent executing.", Unit.PICOSECONDS),
          counter("lock_time_seconds_total", "Time waited for table locks.", Unit.PICOSECONDS),
          counter("cpu_time_seconds_total", "Time on a processor.", Unit.PICOSECONDS),
          counter("errors_total", "Errors.", Unit.AS_GIVEN),
          counter("warnings_total", "Warnings.", Unit.AS_GIVEN),
          counter("rows_affected_total", "Rows changed.", Unit.AS_GIVEN),
          counter("rows_sent_total", "Rows sent.", Unit.AS_GIVEN),
          counter("rows_examined_total", "Rows read by the engines.", Unit.AS_GIVEN),
          counter("tmp_disk_tables_total", "Temporary tables on disk.", Unit.AS_GIVEN),
          counter("tmp_tables_total", "Temporary tables.", Unit.AS_GIVEN),
          counter("sort_merge_passes_total", "Merge passes of sorts.", Unit.AS_GIVEN),
          counter("sort_rows_total", "Rows sorted.", Unit.AS_GIVEN),
          counter("no_index_used_total", "Statements that used no index.", Unit.AS_GIVEN));
  private static final List<SampleTable.Column> SERVED =
      COUNTERS.stream().map(column -> new SampleTable.Column(column.family, List.of())).toList();
  private static final Family LATENCY =
      Family.summary(
          PREFIX + "latency",
          "Time that statements took; the quantiles 95, 99 and 999 are 0.95, 0.99 and 0.999.",
          "schema",
          "digest",
          "digest_text");

  private static final Facts FACTS =
      Facts.of(
              "perf_schema.eventsstatements",
              "What statements did, by digest.",
              Version.of(5, 6),
              Source.of("performance_schema.events_statements_summary_by_digest")
                  .needs(Grant.select("performance_schema.*"))
                  .where("performance_schema = ON")
                  .costs("one statement that sorts all digests; 19 series each"))
          .takes(LIMIT, TIME_LIMIT, TEXT_LIMIT, EXCLUDE_SCHEMAS)
          .serves(COUNTERS.stream().map(Column::family).toList())
          .serves(LATENCY);

  private final Chosen chosen;

  EventsStatements() {
    this(Chosen.NOTHING);
  }

  private EventsStatements(Chosen chosen) {
    this.chosen = chosen;
  }

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public Collector with(Chosen newChosen) {
    return new EventsStatements(newChosen);
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    List<String> excluded = chosen.texts(EXCLUDE_SCHEMAS);
    List<Object> parameters = new ArrayList<>();
    parameters.add(chosen.count(TEXT_LIMIT));
    parameters.addAll(excluded);
    parameters.add(chosen.count(TIME_LIMIT));
    parameters.add(chosen.count(LIMIT));
    String sql = statement(session.identity(), excluded.size());
    SampleTable table = samples.table(LABELS, SERVED);
    try (Rows rows = session.query(sql, parameters.toArray())) {
      while (rows.next()) {
        for (int i = 0; i < LABELS.size(); i++) {
          table.label(rows.bytes(i));
        }
        for (int i = 0; i < COUNTERS.size(); i++) {
          double number = Conversion.number(rows, LABELS.size() + i, samples);
          table.number(COUNTERS.get(i).unit.convert(number));
        }
        addLatency(rows, samples);
      }
    }
  }

  private static void addLatency(Rows rows, Samples samples) throws MysqlException {
    int first = LABELS.size() + COUNTERS.size();
    double[] latencies = new double[QUANTILES.length];
    for (int i = 0; i < latencies.length; i++) {
      latencies[i] = Unit.PICOSECONDS.convert(rows.number(first + i));
    }
    double count = rows.number(3);
    double sum = Unit.PICOSECONDS.convert(rows.number(4));
    if (!Double.isNaN(count) && !Double.isNaN(sum)) {
      samples
          .family(LATENCY)
          .label(rows.bytes(0))
          .label(rows.bytes(1))
          .label(rows.bytes(2))
          .distribution(count, sum, QUANTILES, latencies);
    }
  }

  /** Servers before MySQL 8.0.28, and MariaDB, get the zeros that the reference gives them. */
  private static String statement(ServerIdentity server, int excluded) {
    boolean detailed = server.flavour() == Flavour.MYSQL && server.version().isAtLeast(DETAILED);
    return """
    SELECT
      schema_name,
      digest,
      LEFT(digest_text, ?),
      count_star,
      sum_timer_wait,
      %s,
      sum_errors,
      sum_warnings,
      sum_rows_affected,
      sum_rows_sent,
      sum_rows_examined,
      sum_created_tmp_disk_tables,
      sum_created_tmp_tables,
      sum_sort_merge_passes,
      sum_sort_rows,
      sum_no_index_used,
      %s
    FROM performance_schema.events_statements_summary_by_digest
    WHERE schema_name NOT IN ('mysql', 'performance_schema', 'information_schema'%s)
      AND last_seen > NOW() - INTERVAL ? SECOND
    ORDER BY sum_timer_wait DESC
    LIMIT ?
    """
        .formatted(
            detailed ? "sum_lock_time, sum_cpu_time" : "0, 0",
            detailed ? "quantile_95, quantile_99, quantile_999" : "0, 0, 0",
            ", ?".repeat(excluded));
  }

  private static Column counter(String name, String help, Unit unit) {
    Family family = Family.counter(PREFIX + name, help, "schema", "digest", "digest_text");
    return new Column(family, unit);
  }
}
