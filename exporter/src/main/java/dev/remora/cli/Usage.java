package dev.remora.cli;

import dev.remora.config.Flag;
import dev.remora.self.BuildInfo;
import java.util.List;

/** The texts of {@code --help} and {@code --version}. */
final class Usage {
  private Usage() {}

  static String help(String program, List<Flag> flags) {
    StringBuilder text = new StringBuilder();
    text.append("usage: ").append(program).append(" [<flags>]\n\n");
    text.append("Serves the metrics of a MySQL or MariaDB server to Prometheus.\n\n");
    text.append("The database is taken from the environment variable DATA_SOURCE_NAME, as in\n");
    text.append("user:password@(host:3306)/, or from an option file and the flags.\n\n");
    text.append("  ").append(program).append(" check --help\n");
    text.append("        Say which collectors can work with these flags, and what to run.\n");
    text.append("  ").append(program).append(" grants --help\n");
    text.append("        Print the account that the collectors need.\n\nFlags:\n");
    for (Flag flag : flags) {
      text.append("  ").append(flag.usage()).append('\n');
      text.append("        ").append(flag.help());
      if (flag.kind() == Flag.Kind.SWITCH && flag.defaultValue().equals("true")) {
        text.append(" On by default.");
      }
      text.append('\n');
    }
    return text.toString();
  }

  static String version(String program, BuildInfo build) {
    return """
    %s, version %s (branch: %s, revision: %s)
      build date:       %s
      java version:     %s
      platform:         %s
    """
        .formatted(
            program,
            build.version(),
            build.branch(),
            build.revision(),
            build.date(),
            build.runtime(),
            build.platform());
  }
}
