package dev.remora.catalog;

import dev.remora.collector.Collector;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.QueryCollector;
import dev.remora.collector.QueryCollector.Column;
import dev.remora.collector.Source;
import dev.remora.collector.Unit;
import dev.remora.metric.Family;
import dev.remora.mysql.Version;
import java.util.List;

/** Waits inside the server, by event. */
final class EventsWaits {
  private static final Facts FACTS =
      Facts.of(
          "perf_schema.eventswaits",
          "Waits inside the server, by event.",
          Version.of(5, 5),
          Source.of("performance_schema.events_waits_summary_global_by_event_name")
              .needs(Grant.select("performance_schema.*"))
              .where("performance_schema = ON")
              .costs("one statement, a row for each of 300 to 500 instruments"));

  private EventsWaits() {}

  static Collector collector() {
    return QueryCollector.of(
        FACTS,
        """
        SELECT event_name, count_star, sum_timer_wait
        FROM performance_schema.events_waits_summary_global_by_event_name
        """,
        List.of("event_name"),
        List.of(
            counter("total", "Waits."),
            counter("seconds_total", "Time spent waiting.").in(Unit.PICOSECONDS)));
  }

  private static Column counter(String name, String help) {
    return Column.of(Family.counter("mysql_perf_schema_events_waits_" + name, help, "event_name"));
  }
}
