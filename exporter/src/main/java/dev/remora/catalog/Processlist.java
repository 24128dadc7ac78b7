package dev.remora.catalog;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collector;
import dev.remora.collector.Conversion;
import dev.remora.collector.Default;
import dev.remora.collector.Facts;
import dev.remora.collector.Grant;
import dev.remora.collector.Setting;
import dev.remora.collector.Source;
import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import dev.remora.mysql.MysqlException;
import dev.remora.mysql.Rows;
import dev.remora.mysql.Session;
import dev.remora.mysql.Version;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Sessions at the server: how many and for how long, by what they do, by user and by host. */
final class Processlist implements Collector {
  private static final Setting.Count MIN_TIME =
      new Setting.Count(
          "min_time", 0, "Least seconds that a session must be in its state to be counted.");
  private static final Setting.Toggle BY_USER =
      new Setting.Toggle("processes_by_user", Default.ON, "Count sessions by user.");
  private static final Setting.Toggle BY_HOST =
      new Setting.Toggle("processes_by_host", Default.ON, "Count sessions by host.");

  private static final String PREFIX = "mysql_info_schema_processlist_";
  private static final String NOT_IN_STATES = ";,:.()";
  private static final Family THREADS =
      Family.gauge(PREFIX + "threads", "Sessions, by command and state.", "command", "state");
  private static final Family SECONDS =
      Family.gauge(
          PREFIX + "seconds",
          "Seconds that sessions are in their state, added up.",
          "command",
          "state");
  private static final Family BY_HOST_COUNT =
      Family.gauge(PREFIX + "processes_by_host", "Sessions, by client host.", "client_host");
  private static final Family BY_USER_COUNT =
      Family.gauge(PREFIX + "processes_by_user", "Sessions, by user.", "mysql_user");

  // Behind a client's host stands its port; an IPv6 address has colons of its own.
  private static final String SQL =
      """
      SELECT
        user,
        IF(
          LOCATE(':', host) = 0,
          host,
          LEFT(host, CHAR_LENGTH(host) - LOCATE(':', REVERSE(host)))
        ) AS client,
        COALESCE(command, ''),
        COALESCE(state, ''),
        COUNT(*),
        SUM(time)
      FROM information_schema.processlist
      WHERE id <> CONNECTION_ID() AND time >= ?
      GROUP BY 1, 2, 3, 4
      """;

  private static final Facts FACTS =
      Facts.of(
              "info_schema.processlist",
              "Sessions at the server, by command and state, user and host.",
              Version.of(5, 1),
              Source.of("information_schema.processlist")
                  .needs(Grant.PROCESS)
                  .costs(
                      "one statement that looks at every session; a row for each user,"
                          + " host, command and state"))
          .takes(MIN_TIME, BY_USER, BY_HOST)
          .serves(THREADS, SECONDS, BY_HOST_COUNT, BY_USER_COUNT);

  private final Chosen chosen;

  Processlist() {
    this(Chosen.NOTHING);
  }

  private Processlist(Chosen chosen) {
    this.chosen = chosen;
  }

  @Override
  public Facts facts() {
    return FACTS;
  }

  @Override
  public Collector with(Chosen newChosen) {
    return new Processlist(newChosen);
  }

  @Override
  public void collect(Session session, Samples samples) throws MysqlException {
    Map<Activity, Double> threads = new LinkedHashMap<>();
    Map<Activity, Double> seconds = new LinkedHashMap<>();
    Map<String, Double> hosts = new LinkedHashMap<>();
    Map<String, Double> users = new LinkedHashMap<>();
    try (Rows rows = session.query(SQL, chosen.count(MIN_TIME))) {
      while (rows.next()) {
        double count = Conversion.number(rows, 4, samples);
        double time = Conversion.number(rows, 5, samples);
        if (!Double.isNaN(count) && !Double.isNaN(time)) {
          Activity activity = new Activity(cleaned(rows.text(2)), cleaned(rows.text(3)));
          threads.merge(activity, count, Double::sum);
          seconds.merge(activity, time, Double::sum);
          hosts.merge(rows.text(1).isEmpty() ? "unknown" : rows.text(1), count, Double::sum);
          users.merge(rows.text(0), count, Double::sum);
        }
      }
    }
    threads.forEach((activity, count) -> activity.add(THREADS, count, samples));
    seconds.forEach((activity, time) -> activity.add(SECONDS, time, samples));
    if (chosen.isOn(BY_HOST)) {
      hosts.forEach((host, count) -> samples.add(BY_HOST_COUNT, host, count));
    }
    if (chosen.isOn(BY_USER)) {
      users.forEach((user, count) -> samples.add(BY_USER_COUNT, user, count));
    }
  }

  /** A command or state as one word. */
  private static String cleaned(String text) {
    if (text.isEmpty()) {
      return "unknown";
    }
    StringBuilder word = new StringBuilder(text.length());
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      if (NOT_IN_STATES.indexOf(c) < 0) {
        word.append(c == ' ' || c == '-' ? '_' : c);
      }
    }
    return word.toString();
  }

  private record Activity(String command, String state) {
    void add(Family family, double value, Samples samples) {
      samples.family(family).label(command).label(state).value(value);
    }
  }
}
