package dev.remora.config;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collector;
import dev.remora.collector.Setting;
import dev.remora.log.Format;
import dev.remora.log.Level;
import dev.remora.mysql.Address;
import dev.remora.mysql.Secret;
import dev.remora.mysql.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads flags, environment and option file into settings; all problems are told together. */
public final class SettingsReader {
  private static final String PASSWORD_VARIABLE = "MYSQLD_EXPORTER_PASSWORD";

  private final CommandLine line;
  private final Map<String, String> environment;
  private final References references;
  private final List<String> problems = new ArrayList<>();

  private SettingsReader(CommandLine line, Map<String, String> environment) {
    this.line = line;
    this.environment = environment;
    this.references = new References(environment);
  }

  /** The settings of a command line in an environment. */
  public static Settings read(
      CommandLine line, Map<String, String> environment, List<Collector> collectors)
      throws ConfigurationException {
    return new SettingsReader(line, environment).settings(collectors);
  }

  private Settings settings(List<Collector> collectors) throws ConfigurationException {
    int maxSessions = (int) number(Flags.MAX_OPEN_CONNECTIONS, 1, 1000);
    long queryTimeout = number(Flags.QUERY_TIMEOUT, 0, Integer.MAX_VALUE);
    long lockWait = number(Flags.LOCK_WAIT_TIMEOUT, 0, Integer.MAX_VALUE);
    List<ListenAddress> listen = listen();
    String path = telemetryPath();
    Duration offset = offset();
    Level level = level();
    Format format = format();
    List<Collector> enabled = enabled(collectors);
    Source source = source().orElse(null);
    if (source == null || !problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Settings(
        line.isOn(Flags.ENABLE_LOCK_WAIT_TIMEOUT)
            ? withLockWait(source.target, lockWait)
            : source.target,
        source.name,
        references.replaced(),
        enabled,
        maxSessions,
        Duration.ofSeconds(queryTimeout),
        listen,
        path,
        offset,
        level,
        format);
  }

  /** The collectors that are on, with what the user chose for them. */
  private List<Collector> enabled(List<Collector> collectors) {
    List<Collector> enabled = new ArrayList<>();
    for (Collector collector : collectors) {
      String flag = Flags.COLLECT + collector.name();
      // Of all, also those that are off: a bad value is a mistake there too.
      Map<String, List<String>> chosen = new HashMap<>();
      for (Setting setting : collector.facts().settings()) {
        chosen.put(setting.name(), values(flag + "." + setting.name(), setting));
      }
      if (line.isOn(flag)) {
        enabled.add(collector.with(new Chosen(chosen)));
      }
    }
    return enabled;
  }

  private List<String> values(String flag, Setting setting) {
    return setting instanceof Setting.Count
        ? List.of(Long.toString(number(flag, 0, Integer.MAX_VALUE)))
        : line.values(flag);
  }

  /** A target and what it was read from. */
  private record Source(Target target, String name) {}

  private Optional<Source> source() {
    try {
      String name = environment.getOrDefault(DataSourceName.VARIABLE, "");
      if (!name.isEmpty()) {
        Target target = DataSourceName.parse(name, references);
        return Optional.of(new Source(target, DataSourceName.VARIABLE));
      }
      OptionFile file = optionFile();
      Secret password = new Secret(environment.getOrDefault(PASSWORD_VARIABLE, ""));
      Target target =
          ClientSection.target(file, references, address(), line.value(Flags.USERNAME), password);
      boolean fromFile = !file.section("client").isEmpty();
      return Optional.of(new Source(target, fromFile ? file.path().toString() : "flags"));
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  /** The file that was named, or the first usual one that is there, or an empty one. */
  private OptionFile optionFile() throws ConfigurationException {
    String name = line.value(Flags.MY_CNF);
    if (line.has(Flags.MY_CNF)) {
      Path path = Path.of(name);
      // The reference starts without the file when the flags say enough.
      boolean optional = name.isEmpty() || (Files.notExists(path) && line.has(Flags.USERNAME));
      return optional ? new OptionFile(path, Map.of()) : OptionFile.read(path);
    }
    String home = environment.getOrDefault("HOME", "");
    for (Path path : List.of(Path.of(name), Path.of(home, name))) {
      if (Files.isRegularFile(path)) {
        return OptionFile.read(path);
      }
    }
    return new OptionFile(Path.of(name), Map.of());
  }

  private Address address() throws ConfigurationException {
    try {
      return Address.parse(line.value(Flags.ADDRESS));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--" + Flags.ADDRESS + ": " + e.getMessage());
    }
  }

  private static Target withLockWait(Target target, long seconds) {
    List<String> variables = new ArrayList<>(target.options().variables());
    variables.removeIf(assignment -> assignment.startsWith("lock_wait_timeout="));
    variables.add("lock_wait_timeout=" + seconds);
    return new Target(
        target.address(),
        target.user(),
        target.password(),
        target.options().withVariables(variables));
  }

  private List<ListenAddress> listen() {
    List<ListenAddress> addresses = new ArrayList<>();
    for (String text : line.values(Flags.LISTEN_ADDRESS)) {
      try {
        addresses.add(ListenAddress.parse(text));
      } catch (ConfigurationException e) {
        problems.addAll(e.problems());
      }
    }
    return addresses;
  }

  private String telemetryPath() {
    String path = line.value(Flags.TELEMETRY_PATH);
    if (!path.startsWith("/") || path.startsWith("/-/") || path.contains("?")) {
      problem(Flags.TELEMETRY_PATH, "is not a path that begins with / and is free", path);
    }
    return path;
  }

  private Duration offset() {
    String text = line.value(Flags.TIMEOUT_OFFSET);
    try {
      double seconds = Double.parseDouble(text);
      if (seconds >= 0 && seconds < 3600) {
        return Duration.ofNanos((long) (seconds * 1e9));
      }
    } catch (NumberFormatException e) {
      // Told below, together with what is a number but not a good one.
    }
    problem(Flags.TIMEOUT_OFFSET, "is not a number of seconds from 0 to 3600", text);
    return Duration.ZERO;
  }

  private Level level() {
    String text = line.value(Flags.LOG_LEVEL);
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "debug" -> Level.DEBUG;
      case "info" -> Level.INFO;
      case "warn" -> Level.WARN;
      case "error" -> Level.ERROR;
      default -> {
        problem(Flags.LOG_LEVEL, "is none of debug, info, warn and error", text);
        yield Level.INFO;
      }
    };
  }

  private Format format() {
    String text = line.value(Flags.LOG_FORMAT);
    return switch (text) {
      case "logfmt" -> Format.LOGFMT;
      case "json" -> Format.JSON;
      default -> {
        problem(Flags.LOG_FORMAT, "is neither logfmt nor json", text);
        yield Format.LOGFMT;
      }
    };
  }

  /** Read as the reference reads integers: as a number whose fraction is cut off. */
  private long number(String flag, long min, long max) {
    String text = line.value(flag);
    try {
      double number = Double.parseDouble(text);
      if (number >= min && number <= max) {
        return (long) number;
      }
    } catch (NumberFormatException e) {
      // Told below, together with what is a number but out of range.
    }
    problem(flag, "is not a number from %d to %d".formatted(min, max), text);
    return min;
  }

  private void problem(String flag, String what, String value) {
    problems.add("--%s \"%s\" %s".formatted(flag, value, what));
  }
}
