package dev.remora.config;

import dev.remora.collector.Collector;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The manual's page of flags, made of the flags themselves. */
final class FlagsPage {
  // The others are mysqld_exporter's, with its names and defaults.
  private static final Set<String> OURS =
      Set.of(Flags.PROBE_ALLOW, Flags.PROBE_MAX_OPEN_CONNECTIONS, Flags.COMPAT);

  // The release of mysqld_exporter that had it first, where that came after 0.12.
  private static final Map<String, String> SINCE =
      Map.ofEntries(
          Map.entry(Flags.WEB_CONFIG_FILE, "0.13"),
          Map.entry(Flags.SYSTEMD_SOCKET, "0.15"),
          Map.entry(Flags.SKIP_VERIFY, "0.13"),
          Map.entry(Flags.ADDRESS, "0.15"),
          Map.entry(Flags.USERNAME, "0.15"),
          Map.entry(Flags.ENABLE_LOCK_WAIT_TIMEOUT, "0.18"),
          Map.entry(Flags.MAX_OPEN_CONNECTIONS, "0.20"),
          Map.entry(Flags.QUERY_TIMEOUT, "0.20"),
          Map.entry("collect.heartbeat.utc", "0.13"),
          Map.entry("collect.info_schema.replica_host", "0.13"),
          Map.entry("collect.info_schema.rocksdb_perf_context", "0.18"),
          Map.entry("collect.perf_schema.eventsstatements.exclude_schemas", "0.19"),
          Map.entry("collect.perf_schema.memory_events", "0.13"),
          Map.entry("collect.perf_schema.memory_events.remove_prefix", "0.13"),
          Map.entry("collect.perf_schema.replication_group_members", "0.13"),
          Map.entry("collect.sys.user_summary", "0.15"));

  private FlagsPage() {}

  static String of(List<Collector> collectors) {
    StringBuilder page =
        new StringBuilder(
            """
            # Flags

            Written by `FlagsPageTest` from the flags themselves. They are mysqld_exporter's, with its names and
            defaults: all 69 that its release 0.20 lists. Those that are Remora's alone say so.

            A flag is written `--name=value` or `--name value`; a switch is `--name` or `--no-name`, without a
            value. A flag is given once, if it does not say that it is repeatable. `@file` stands for the lines
            of a file, an argument each; empty lines and those that begin with `#` are passed over. Numbers may
            be written as `1e3`, and lose what is behind the point: `2.9` is 2.

            What is wrong is told on standard error, all of it that can be told together, with exit code 1.
            `--help` and `--version` answer there too, as mysqld_exporter does, with exit code 0; `--help-long`
            answers on standard output.

            Spellings of old releases are understood, with a warning in the log that has today's:

            | old | until | today |
            |---|---|---|
            | `-name`, `-name=value`, `-name value` | 0.10 | `--name`, … |
            | `-name=true`, `-name=false` of a switch | 0.10 | `--name`, `--no-name` |
            | `-log_slow_filter` | 0.10 | `--exporter.log_slow_filter` |
            | `--log.level=fatal` | 0.12 | `--log.level=error` |
            | `--log.format=logger:stderr` | 0.12 | `--log.format=logfmt` |
            | `--log.format=logger:stdout?json=true` | 0.12 | `--log.format=json` |

            "Since" is the release of mysqld_exporter that had the flag first; 0.12 and older ones have those
            without.

            | flag | default | since | |
            |---|---|---|---|
            """);
    for (Flag flag : Flags.all(collectors)) {
      page.append("| `--")
          .append(flag.kind() == Flag.Kind.SWITCH ? "[no-]" : "")
          .append(flag.name())
          .append("` | ")
          .append(defaultOf(flag))
          .append(" | ")
          .append(OURS.contains(flag.name()) ? "**Remora**" : SINCE.getOrDefault(flag.name(), ""))
          .append(" | ")
          .append(flag.help().replace("|", "\\|"))
          .append(" |\n");
    }
    page.append(
        """

        ## Environment

        | variable | |
        |---|---|
        | `DATA_SOURCE_NAME` | the database and who asks it; then section `[client]` is not asked ([configuration.md](configuration.md)) |
        | `MYSQLD_EXPORTER_PASSWORD` | the password of section `[client]`, where the file has none |
        | `MYSQLD_EXPORTER_PASSWORD_FILE` | **Remora's.** the file that holds it |
        | `HOME` | where `.my.cnf` is looked for when there is none here |
        | any other | where a value of the option file, `DATA_SOURCE_NAME`, `--mysqld.address` or `--mysqld.username` names it |
        | `JDK_JAVA_OPTIONS` | options of the Java runtime; a larger `-Xmn` takes a larger `-Xms`, since the archive of classes must fit behind it: `-Xmn8m -Xms16m` |
        """);
    return page.toString();
  }

  private static String defaultOf(Flag flag) {
    if (flag.kind() == Flag.Kind.SWITCH) {
      return flag.defaultValue().equals("true") ? "on" : "off";
    }
    return flag.defaultValue().isEmpty() ? "" : "`" + flag.defaultValue() + "`";
  }
}
