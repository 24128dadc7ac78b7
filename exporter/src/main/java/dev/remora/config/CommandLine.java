package dev.remora.config;

import dev.remora.config.Flag.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The flags that were given. The grammar is the reference's: {@code --name value} or {@code
 * --name=value}, switches as {@code --name} and {@code --no-name} without a value, no flag twice,
 * nothing but flags, and {@code @file} for the lines of a file.
 */
public final class CommandLine {
  private static final String RENAMED_SINCE = "0.11";

  // The one flag that got another name then.
  private static final String OLD_SLOW_FILTER = "log_slow_filter";

  // A name that differs in more than this part of its length is no typo.
  private static final int TYPO_PART = 3;

  private static final int MAX_FILES_DEEP = 10;

  private final Map<String, Flag> flags = new LinkedHashMap<>();
  private final Map<String, List<String>> given = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private boolean helpForPipes;

  private CommandLine(List<Flag> flags) {
    flags.forEach(flag -> this.flags.put(flag.name(), flag));
  }

  /** Reads the arguments. */
  public static CommandLine parse(List<String> arguments, List<Flag> flags)
      throws ConfigurationException {
    CommandLine line = new CommandLine(flags);
    List<String> expanded = expanded(arguments, 0);
    int at = 0;
    while (at < expanded.size()) {
      at += line.read(expanded, at);
    }
    return line;
  }

  /** What the user could do better, for the log. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Whether a switch is on, by the command line or by default. */
  public boolean isOn(String name) {
    return value(name).equals("true");
  }

  /** Whether help was asked for in a way that the reference answers on standard output. */
  public boolean isHelpForPipes() {
    return helpForPipes;
  }

  /** Whether the flag was given. */
  public boolean has(String name) {
    return given.containsKey(name);
  }

  /** The value that was given, or the default. */
  public String value(String name) {
    return values(name).getFirst();
  }

  /** The values that were given, or the default. */
  List<String> values(String name) {
    Flag flag = flags.get(name);
    if (flag == null) {
      throw new IllegalArgumentException("there is no flag --" + name);
    }
    return given.getOrDefault(name, List.of(flag.defaultValue()));
  }

  /** Reads the flag at a place and says how many arguments it took. */
  private int read(List<String> arguments, int at) throws ConfigurationException {
    String argument = arguments.get(at);
    if (argument.equals("-h")) {
      return add(flag(Flags.HELP, argument), "true");
    }
    if (argument.equals("--") && at + 1 == arguments.size()) {
      return 1;
    }
    if (argument.length() > 2 && argument.charAt(0) == '-' && argument.charAt(1) != '-') {
      return readOld(arguments, at);
    }
    if (argument.startsWith("-") && !argument.startsWith("--")) {
      throw new ConfigurationException(
          "unknown short flag %s: flags begin with two dashes".formatted(argument));
    }
    if (!argument.startsWith("--") || argument.equals("--")) {
      String unexpected = argument.equals("--") ? arguments.get(at + 1) : argument;
      if (unexpected.indexOf('@') >= 0) {
        // Not shown: a password is in it, as it seems.
        throw new ConfigurationException(
            "a word with an @ among the flags: a user and a password go into the environment variable "
                + DataSourceName.VARIABLE);
      }
      throw new ConfigurationException(
          ("unexpected \"%s\": there are only flags, and they begin with --, behind check or grants"
                  + " if it is one of these")
              .formatted(unexpected));
    }
    Optional<Flag> help = hiddenHelp(argument);
    if (help.isPresent()) {
      helpForPipes = true;
      return add(help.get(), "true");
    }
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
    Flag flag = flag(name, named(argument));
    if (flag.kind() == Kind.SWITCH) {
      if (equals >= 0) {
        throw new ConfigurationException(
            "--%s takes no value: write --%s or --no-%s"
                .formatted(flag.name(), flag.name(), flag.name()));
      }
      int taken = add(flag, String.valueOf(flag.name().equals(name)));
      // As with the reference, whoever asks for the version is told it, whatever comes behind.
      return name.equals(Flags.VERSION) ? arguments.size() - at : taken;
    }
    if (equals >= 0) {
      return add(flag, argument.substring(equals + 1));
    }
    // As with the reference, a value that begins with a dash is written behind the equals sign.
    if (at + 1 == arguments.size() || arguments.get(at + 1).startsWith("-")) {
      throw new ConfigurationException(
          "--%s needs a value: write %s".formatted(name, flag.usage()));
    }
    return add(flag, arguments.get(at + 1)) + 1;
  }

  /** Reads a flag as releases before 0.11 spelled it: one dash, switches with a value. */
  private int readOld(List<String> arguments, int at) throws ConfigurationException {
    String argument = arguments.get(at);
    int equals = argument.indexOf('=');
    String old = equals < 0 ? argument.substring(1) : argument.substring(1, equals);
    String name = old.equals(OLD_SLOW_FILTER) ? Flags.LOG_SLOW_FILTER : old;
    Flag flag = flags.get(name);
    if (flag == null) {
      Optional<String> near = nearest(name);
      // MySQL's own programs take -pPASSWORD.
      boolean hasPassword = near.isEmpty() && argument.startsWith("-p");
      throw new ConfigurationException(
          "unknown short flag %s: flags begin with two dashes%s"
              .formatted(
                  hasPassword ? "-p" : named(argument),
                  near.map(flagName -> ": did you mean --" + flagName + "?").orElse("")));
    }
    if (flag.kind() == Kind.SWITCH) {
      boolean on = equals < 0 || oldTruth(flag, argument.substring(equals + 1));
      warnOld(argument, (on ? "--" : "--no-") + name);
      return add(flag, String.valueOf(on));
    }
    warnOld(equals < 0 ? argument : argument.substring(0, equals), "--" + name);
    if (equals >= 0) {
      return add(flag, argument.substring(equals + 1));
    }
    if (at + 1 == arguments.size()) {
      throw new ConfigurationException("-%s needs a value: write %s".formatted(name, flag.usage()));
    }
    return add(flag, arguments.get(at + 1)) + 1;
  }

  /** An argument up to its value, which is not shown. */
  private static String named(String argument) {
    String shown = Shown.of(argument);
    int equals = shown.indexOf('=');
    return equals < 0 ? shown : shown.substring(0, equals);
  }

  private static boolean oldTruth(Flag flag, String value) throws ConfigurationException {
    return switch (value) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default ->
          throw new ConfigurationException(
              "-%s \"%s\" is neither true nor false".formatted(flag.name(), Shown.of(value)));
    };
  }

  private void warnOld(String old, String today) {
    warnings.add("flag %s is spelled %s since %s".formatted(old, today, RENAMED_SINCE));
  }

  /** The reference has other ways to ask for help, which it does not show. */
  private Optional<Flag> hiddenHelp(String argument) throws ConfigurationException {
    return switch (argument) {
      case "--help-long", "--help-man" -> Optional.of(flag(Flags.HELP, argument));
      case "--completion-bash", "--completion-script-bash", "--completion-script-zsh" ->
          throw new ConfigurationException(argument + ": there is no completion for shells");
      default -> Optional.empty();
    };
  }

  private int add(Flag flag, String value) throws ConfigurationException {
    List<String> values = given.computeIfAbsent(flag.name(), name -> new ArrayList<>());
    boolean repeatable = flag.kind() == Kind.REPEATED || flag.name().equals(Flags.HELP);
    if (!values.isEmpty() && !repeatable) {
      throw new ConfigurationException("--%s is given twice".formatted(flag.name()));
    }
    values.add(value);
    return 1;
  }

  private Flag flag(String name, String argument) throws ConfigurationException {
    Flag flag = flags.get(name);
    if (flag != null) {
      return flag;
    }
    Flag negated = name.startsWith("no-") ? flags.get(name.substring(3)) : null;
    if (negated != null && negated.kind() == Kind.SWITCH) {
      return negated;
    }
    String advice =
        nearest(name).map(near -> "did you mean --" + near + "?").orElse("--help lists them");
    throw new ConfigurationException("unknown flag %s: %s".formatted(argument, advice));
  }

  private Optional<String> nearest(String name) {
    return flags.keySet().stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .filter(candidate -> distance(name, candidate) <= name.length() / TYPO_PART);
  }

  /** How many characters to insert, delete or replace to make one text the other. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length()];
  }

  private static List<String> expanded(List<String> arguments, int depth)
      throws ConfigurationException {
    List<String> expanded = new ArrayList<>();
    for (String argument : arguments) {
      if (!argument.startsWith("@")) {
        expanded.add(argument);
      } else if (depth < MAX_FILES_DEEP) {
        expanded.addAll(expanded(lines(argument.substring(1)), depth + 1));
      } else {
        throw new ConfigurationException(
            argument + " is a file of arguments that names itself, or others too deep");
      }
    }
    return expanded;
  }

  private static List<String> lines(String file) throws ConfigurationException {
    try {
      return new String(SmallFile.read(Path.of(file)), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException | InvalidPathException e) {
      throw new ConfigurationException(
          "@%s names a file of arguments that cannot be read".formatted(Shown.of(file)));
    }
  }
}
