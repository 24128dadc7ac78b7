package dev.remora.config;

import dev.remora.collector.Chosen;
import dev.remora.collector.Collector;
import dev.remora.collector.GoFloat;
import dev.remora.collector.Setting;
import dev.remora.compat.OldNames;
import dev.remora.log.Format;
import dev.remora.log.Level;
import dev.remora.mysql.Target;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads flags, environment and option file into settings; all problems are told together. */
public final class SettingsReader {
  private final CommandLine line;
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings;

  private SettingsReader(CommandLine line, Map<String, String> environment) {
    this.line = line;
    this.environment = environment;
    this.warnings = new ArrayList<>(line.warnings());
  }

  /** The settings of a command line in an environment. */
  public static Settings read(
      CommandLine line, Map<String, String> environment, List<Collector> collectors)
      throws ConfigurationException {
    return new SettingsReader(line, environment).settings(collectors);
  }

  /** The sections alone, read again. */
  public static Sections sections(CommandLine line, Map<String, String> environment)
      throws ConfigurationException {
    SettingsReader reader = new SettingsReader(line, environment);
    return reader.sections(reader.number(Flags.LOCK_WAIT_TIMEOUT, 0, Integer.MAX_VALUE));
  }

  /** The collectors alone that are on, for who has no database at hand. */
  public static List<Collector> collectors(CommandLine line, List<Collector> collectors)
      throws ConfigurationException {
    SettingsReader reader = new SettingsReader(line, Map.of());
    List<Collector> enabled = reader.enabled(collectors);
    if (!reader.problems.isEmpty()) {
      throw new ConfigurationException(reader.problems);
    }
    return enabled;
  }

  /** How many sessions with the database at most, likewise. */
  public static int maxSessions(CommandLine line) throws ConfigurationException {
    SettingsReader reader = new SettingsReader(line, Map.of());
    int max = reader.maxSessions();
    if (!reader.problems.isEmpty()) {
      throw new ConfigurationException(reader.problems);
    }
    return max;
  }

  private int maxSessions() {
    return (int) number(Flags.MAX_OPEN_CONNECTIONS, 1, 1000);
  }

  private Settings settings(List<Collector> collectors) throws ConfigurationException {
    int maxSessions = maxSessions();
    long queryTimeout = number(Flags.QUERY_TIMEOUT, 0, Integer.MAX_VALUE);
    long lockWait = number(Flags.LOCK_WAIT_TIMEOUT, 0, Integer.MAX_VALUE);
    List<ListenAddress> listen = listen();
    String web = line.value(Flags.WEB_CONFIG_FILE);
    String path = telemetryPath();
    Duration offset = offset();
    List<OldNames> oldNames = line.has(Flags.COMPAT) ? oldNames() : List.of();
    Level level = level();
    Format format = format();
    List<Collector> enabled = enabled(collectors);
    Probed probed = probed();
    Sections sections = null;
    try {
      sections = sections(lockWait);
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
    }
    Optional<Path> webConfig = webConfig(web);
    if (sections == null || !problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Settings(
        sections,
        probed,
        enabled,
        maxSessions,
        Duration.ofSeconds(queryTimeout),
        listen,
        webConfig,
        path,
        offset,
        oldNames,
        level,
        format,
        warnings);
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

  private Optional<Path> webConfig(String name) {
    try {
      return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
    } catch (InvalidPathException e) {
      problems.add("--" + Flags.WEB_CONFIG_FILE + " is not the name of a file");
      return Optional.empty();
    }
  }

  private Sections sections(long lockWait) throws ConfigurationException {
    Sections sections = new SectionsReader(line, environment).read();
    return line.isOn(Flags.ENABLE_LOCK_WAIT_TIMEOUT)
        ? sections.with(target -> withLockWait(target, lockWait))
        : sections;
  }

  private Probed probed() {
    List<TargetPattern> allowed = new ArrayList<>();
    List<String> texts = line.has(Flags.PROBE_ALLOW) ? line.values(Flags.PROBE_ALLOW) : List.of();
    for (String text : texts) {
      Optional<TargetPattern> pattern = TargetPattern.parse(text);
      if (pattern.isEmpty()) {
        problem(Flags.PROBE_ALLOW, "is no host:port, network or unix://PATH", text);
      }
      pattern.ifPresent(allowed::add);
    }
    int max = (int) number(Flags.PROBE_MAX_OPEN_CONNECTIONS, 1, 10_000);
    return new Probed(allowed, max);
  }

  private static Target withLockWait(Target target, long seconds) {
    List<String> variables = new ArrayList<>(target.options().variables());
    variables.removeIf(assignment -> assignment.startsWith("lock_wait_timeout="));
    return new Target(
        target.address(),
        target.user(),
        target.password(),
        target.options().withVariables(variables).withLockWait(Duration.ofSeconds(seconds)));
  }

  private List<ListenAddress> listen() {
    List<ListenAddress> addresses = new ArrayList<>();
    if (line.isOn(Flags.SYSTEMD_SOCKET)) {
      problems.add(
          "--%s is not possible: a Java process cannot take over sockets; name the address with --%s, and disable the socket unit"
              .formatted(Flags.SYSTEMD_SOCKET, Flags.LISTEN_ADDRESS));
    }
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
    if (!path.startsWith("/")
        || path.startsWith("/-/")
        || path.equals("/probe")
        || path.contains("?")) {
      problem(Flags.TELEMETRY_PATH, "is not a path that begins with / and is free", path);
    }
    return path;
  }

  private Duration offset() {
    String text = line.value(Flags.TIMEOUT_OFFSET);
    double seconds = GoFloat.parse(text).orElse(Double.NaN);
    if (seconds >= 0 && seconds < 3600) {
      return Duration.ofNanos((long) (seconds * 1e9));
    }
    problem(Flags.TIMEOUT_OFFSET, "is not a number of seconds from 0 to 3600", text);
    return Duration.ZERO;
  }

  private List<OldNames> oldNames() {
    Map<String, OldNames> chosen = new LinkedHashMap<>();
    for (String list : line.values(Flags.COMPAT)) {
      for (String text : list.split(",", -1)) {
        String name = text.strip();
        Optional<OldNames> names = OldNames.of(name);
        if (names.isEmpty()) {
          problem(Flags.COMPAT, "is none of " + String.join(", ", OldNames.KNOWN), name);
        }
        names.ifPresent(known -> chosen.putIfAbsent(name, known));
      }
    }
    return List.copyOf(chosen.values());
  }

  private Level level() {
    String text = line.value(Flags.LOG_LEVEL);
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "debug" -> Level.DEBUG;
      case "info" -> Level.INFO;
      case "warn" -> Level.WARN;
      case "error" -> Level.ERROR;
      case "fatal" -> {
        warnings.add("--%s fatal is taken for error".formatted(Flags.LOG_LEVEL));
        yield Level.ERROR;
      }
      default -> {
        problem(Flags.LOG_LEVEL, "is none of debug, info, warn and error", text);
        yield Level.INFO;
      }
    };
  }

  private Format format() {
    String text = line.value(Flags.LOG_FORMAT);
    if (text.startsWith("logger:")) {
      Format format = text.contains("json=true") ? Format.JSON : Format.LOGFMT;
      warnings.add(
          "--%s \"%s\" is taken for %s: the log goes to stderr"
              .formatted(Flags.LOG_FORMAT, Shown.of(text), format.name().toLowerCase(Locale.ROOT)));
      return format;
    }
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
    double number = GoFloat.parse(text).orElse(Double.NaN);
    if (number >= min && number <= max) {
      return (long) number;
    }
    problem(flag, "is not a number from %d to %d".formatted(min, max), text);
    return min;
  }

  private void problem(String flag, String what, String value) {
    problems.add("--%s \"%s\" %s".formatted(flag, Shown.of(value), what));
  }
}
