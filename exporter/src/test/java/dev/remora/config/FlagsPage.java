package dev.remora.config;

import dev.remora.collector.Collector;
import java.util.List;
import java.util.Set;

/** The manual's page of flags, made of the flags themselves. */
final class FlagsPage {
  // The others are mysqld_exporter's, with its names and defaults.
  private static final Set<String> OURS =
      Set.of(Flags.PROBE_ALLOW, Flags.PROBE_MAX_OPEN_CONNECTIONS);

  private FlagsPage() {}

  static String of(List<Collector> collectors) {
    StringBuilder page =
        new StringBuilder(
            """
            # Flags

            Written by `FlagsPageTest` from the flags themselves. All but those marked as new are
            mysqld_exporter's, with its names and defaults.

            A flag is written `--name=value` or `--name value`; a switch is `--name` or `--no-name`, without a
            value. A flag is given once, if it does not say otherwise. `@file` stands for the lines of a file,
            an argument each; empty lines and those that begin with `#` are passed over. Numbers may be
            written as `1e3`, and lose what is behind the point.

            Spellings of old releases are understood, with a warning in the log: one dash, `-name=true`,
            `--log.level=fatal`, `--log.format=logger:stderr`.

            What is wrong with the flags is told on standard error, with exit code 1.

            | flag | default | |
            |---|---|---|
            """);
    for (Flag flag : Flags.all(collectors)) {
      page.append("| `--")
          .append(flag.kind() == Flag.Kind.SWITCH ? "[no-]" : "")
          .append(flag.name())
          .append("` | ")
          .append(defaultOf(flag))
          .append(" | ")
          .append(OURS.contains(flag.name()) ? "**New.** " : "")
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
        | `MYSQLD_EXPORTER_PASSWORD_FILE` | **New.** the file that holds it |
        | `HOME` | where `.my.cnf` is looked for when there is none here |
        | any other | where a value of the option file or `DATA_SOURCE_NAME` names it |
        | `JDK_JAVA_OPTIONS` | options of the Java runtime |
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
