package dev.remora.config;

import dev.remora.collector.Collector;
import dev.remora.collector.Default;
import dev.remora.collector.Facts;
import dev.remora.collector.Setting;
import dev.remora.config.Flag.Kind;
import java.util.ArrayList;
import java.util.List;

/** All flags there are, in the order of the help text. */
public final class Flags {
  static final String LISTEN_ADDRESS = "web.listen-address";
  static final String SYSTEMD_SOCKET = "web.systemd-socket";
  static final String TELEMETRY_PATH = "web.telemetry-path";
  static final String TIMEOUT_OFFSET = "timeout-offset";
  static final String MY_CNF = "config.my-cnf";
  static final String ADDRESS = "mysqld.address";
  static final String USERNAME = "mysqld.username";
  static final String SKIP_VERIFY = "tls.insecure-skip-verify";
  static final String PROBE_ALLOW = "probe.allow";
  static final String PROBE_MAX_OPEN_CONNECTIONS = "probe.max_open_connections";
  static final String LOG_SLOW_FILTER = "exporter.log_slow_filter";
  static final String LOCK_WAIT_TIMEOUT = "exporter.lock_wait_timeout";
  static final String ENABLE_LOCK_WAIT_TIMEOUT = "exporter.enable_lock_wait_timeout";
  static final String MAX_OPEN_CONNECTIONS = "exporter.max_open_connections";
  static final String QUERY_TIMEOUT = "exporter.query_timeout";
  static final String COMPAT = "compat";
  static final String LOG_LEVEL = "log.level";
  static final String LOG_FORMAT = "log.format";
  static final String COLLECT = "collect.";

  /** The web configuration file. */
  public static final String WEB_CONFIG_FILE = "web.config.file";

  /** Shows the flags and ends. */
  public static final String HELP = "help";

  /** Shows what was built and ends. */
  public static final String VERSION = "version";

  private Flags() {}

  /** The flags, with a switch for each collector. */
  public static List<Flag> all(List<Collector> collectors) {
    List<Flag> flags =
        new ArrayList<>(
            List.of(
                new Flag(HELP, Kind.SWITCH, "false", "Show the flags and end (also -h)."),
                new Flag(VERSION, Kind.SWITCH, "false", "Show what was built and end."),
                new Flag(
                    LISTEN_ADDRESS,
                    Kind.REPEATED,
                    ":9104",
                    "Address to serve on: host:port, [ipv6]:port or :port. Repeatable."),
                new Flag(
                    SYSTEMD_SOCKET,
                    Kind.SWITCH,
                    "false",
                    "Refused: a Java process cannot take over sockets that systemd opened."),
                new Flag(
                    WEB_CONFIG_FILE,
                    Kind.VALUE,
                    "",
                    "File that turns on TLS, users, headers and a rate limit (docs/web.md)."),
                new Flag(TELEMETRY_PATH, Kind.VALUE, "/metrics", "Path of the metrics."),
                new Flag(
                    TIMEOUT_OFFSET,
                    Kind.VALUE,
                    "0.25",
                    "Seconds taken off the scrape's time limit, for the way back."),
                new Flag(
                    MY_CNF,
                    Kind.VALUE,
                    ".my.cnf",
                    "Option file to read section [client] from; without the flag, .my.cnf here,"
                        + " then in $HOME."),
                new Flag(
                    ADDRESS,
                    Kind.VALUE,
                    "localhost:3306",
                    "Address of the database, host:port or unix://PATH, where the option file"
                        + " says none."),
                new Flag(
                    USERNAME,
                    Kind.VALUE,
                    "",
                    "User to log in as, where the option file says none; the password is taken"
                        + " from MYSQLD_EXPORTER_PASSWORD."),
                new Flag(
                    SKIP_VERIFY,
                    Kind.SWITCH,
                    "false",
                    "Encrypt without checking the server's certificate, where the option file"
                        + " does not say."),
                new Flag(
                    PROBE_ALLOW,
                    Kind.REPEATED,
                    "",
                    "Targets that requests may name: host:port or host, with * for any"
                        + " characters, a network such as 10.0.0.0/8, or unix://PATH. Repeatable;"
                        + " everything when not given."),
                new Flag(
                    PROBE_MAX_OPEN_CONNECTIONS,
                    Kind.VALUE,
                    "64",
                    "Sessions with all targets together that requests name, at most."),
                new Flag(
                    LOG_SLOW_FILTER,
                    Kind.SWITCH,
                    "false",
                    "Without effect: sessions keep out of the server's slow log in any case."),
                new Flag(
                    LOCK_WAIT_TIMEOUT,
                    Kind.VALUE,
                    "2",
                    "Seconds that a statement waits for a metadata lock."),
                new Flag(
                    ENABLE_LOCK_WAIT_TIMEOUT,
                    Kind.SWITCH,
                    "true",
                    "Set that limit on every session."),
                new Flag(
                    MAX_OPEN_CONNECTIONS, Kind.VALUE, "2", "Sessions with the database, at most."),
                new Flag(
                    QUERY_TIMEOUT,
                    Kind.VALUE,
                    "0",
                    "Seconds that each collector may take; 0 leaves it all the time of the scrape."),
                new Flag(
                    COMPAT,
                    Kind.REPEATED,
                    "",
                    "Old names to serve beside today's: replica-names, processlist-names,"
                        + " exporter-names; one or several with commas. Repeatable."),
                new Flag(
                    LOG_LEVEL,
                    Kind.VALUE,
                    "info",
                    "Least level to log: debug, info, warn or error."),
                new Flag(LOG_FORMAT, Kind.VALUE, "logfmt", "Log as logfmt or json.")));
    for (Collector collector : collectors) {
      Facts facts = collector.facts();
      String name = COLLECT + facts.name();
      flags.add(new Flag(name, Kind.SWITCH, onOrOff(facts.byDefault()), facts.about()));
      for (Setting setting : facts.settings()) {
        String value = setting.defaults().getFirst();
        flags.add(new Flag(name + "." + setting.name(), kind(setting), value, setting.help()));
      }
    }
    return List.copyOf(flags);
  }

  private static Kind kind(Setting setting) {
    if (setting instanceof Setting.Toggle) {
      return Kind.SWITCH;
    }
    return setting instanceof Setting.Texts ? Kind.REPEATED : Kind.VALUE;
  }

  private static String onOrOff(Default byDefault) {
    return String.valueOf(byDefault == Default.ON);
  }
}
