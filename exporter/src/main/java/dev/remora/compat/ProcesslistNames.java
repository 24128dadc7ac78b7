package dev.remora.compat;

import dev.remora.metric.Family;
import dev.remora.metric.Samples;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sessions at the server by the names and states of mysqld_exporter before 0.14: a fixed list
 * of states, each of them always there.
 */
final class ProcesslistNames implements OldNames {
  static final String NAME = "processlist-names";

  private static final String COLLECTOR = "collect.info_schema.processlist";
  private static final String TODAY = "mysql_info_schema_processlist_";
  private static final String PREFIX = "mysql_info_schema_";
  // What today stands for an empty text.
  private static final String NOTHING = "unknown";

  private static final Family THREADS =
      Family.gauge(PREFIX + "threads", "Sessions, by kinds of states.", "state");
  private static final Family SECONDS =
      Family.gauge(
          PREFIX + "threads_seconds",
          "Seconds that sessions are in their state, added up by kinds of states.",
          "state");
  private static final Family BY_USER =
      Family.gauge(PREFIX + "processes_by_user", "Sessions, by user.", "mysql_user");
  private static final Family BY_HOST =
      Family.gauge(PREFIX + "processes_by_host", "Sessions, by client host.", "client_host");

  private static final List<String> STATES =
      List.of(
          "after create",
          "altering table",
          "analyzing",
          "checking permissions",
          "checking table",
          "cleaning up",
          "closing tables",
          "converting heap to myisam",
          "copying to tmp table",
          "creating sort index",
          "creating table",
          "creating tmp table",
          "deleting",
          "end",
          "executing",
          // With its underscore no state is ever taken for it.
          "execution of init_command",
          "flushing tables",
          "freeing items",
          "fulltext initialization",
          "idle",
          "init",
          "killed",
          "logging slow query",
          "login",
          "manage keys",
          "opening tables",
          "optimizing",
          "other",
          "preparing",
          "reading from net",
          "removing duplicates",
          "removing tmp table",
          "reopen tables",
          "repair by sorting",
          "repair done",
          "repair with keycache",
          "replication master",
          "rolling back",
          "searching rows for update",
          "sending data",
          "sorting for group",
          "sorting for order",
          "sorting index",
          "sorting result",
          "statistics",
          "updating",
          "waiting for lock",
          "waiting for table flush",
          "waiting for tables",
          "waiting on cond",
          "writing to net");

  @Override
  public Samples of(List<Samples> scraped) {
    Samples more = new Samples();
    if (Found.successes(scraped).contains(new Found(List.of(COLLECTOR), 1))) {
      addByState("threads", THREADS, scraped, more);
      addByState("seconds", SECONDS, scraped, more);
      for (Found user : Found.of(TODAY + "processes_by_user", scraped)) {
        more.add(BY_USER, user.labels().getFirst(), user.value());
      }
      for (Found host : Found.of(TODAY + "processes_by_host", scraped)) {
        String name = host.labels().getFirst();
        more.add(BY_HOST, name.equals(NOTHING) ? "" : name, host.value());
      }
    }
    return more;
  }

  private static void addByState(String today, Family family, List<Samples> scraped, Samples more) {
    Map<String, Double> sums = new TreeMap<>();
    STATES.forEach(state -> sums.put(state, 0.0));
    for (Found sample : Found.of(TODAY + today, scraped)) {
      String state = old(sample.labels().getFirst(), sample.labels().getLast());
      sums.merge(state, sample.value(), Double::sum);
    }
    sums.forEach((state, sum) -> more.add(family, state, sum));
  }

  /** Which of the old states this is, by today's command and state. */
  static String old(String command, String state) {
    String words = state.replace('_', ' ');
    if (STATES.contains(words)) {
      return words;
    }
    return switch (words) {
      case "user sleep" -> "idle";
      case "creating index",
          "committing alter table to storage engine",
          "discard or import tablespace",
          "rename",
          "setup",
          "renaming result table",
          "preparing for alter table" ->
          "altering table";
      case "copying to group table", "copy to tmp table" -> "copying to tmp table";
      case "query end" -> "end";
      case "update", "updating main table", "updating reference tables" -> "updating";
      case "system lock", "user lock", "table lock" -> "waiting for lock";
      case "deleting from main table", "deleting from reference tables" -> "deleting";
      default -> oldByCommand(command, words);
    };
  }

  private static String oldByCommand(String command, String state) {
    if (state.contains("waiting for") && state.contains("lock")) {
      return "waiting for lock";
    }
    return switch (command) {
      case "sleep" -> state.equals(NOTHING) ? "idle" : "other";
      case "query" -> "executing";
      case "binlog_dump" -> "replication master";
      default -> "other";
    };
  }
}
