package dev.remora.doctor;

import dev.remora.collector.Collector;
import dev.remora.collector.GoFloat;
import dev.remora.config.CommandLine;
import dev.remora.config.ConfigurationException;
import dev.remora.config.Flag;
import dev.remora.config.Flags;
import dev.remora.config.Sections;
import dev.remora.config.Shown;
import dev.remora.mysql.Address;
import dev.remora.mysql.Deadline;
import dev.remora.mysql.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A subcommand as it was called.
 *
 * @param line all flags, the sidecar's and its own
 * @param flagsFrom where the sidecar's flags were given
 * @param environment the environment variables
 * @param sidecarFlags the flags that the sidecar has
 * @param collectors all collectors there are
 */
record Invocation(
    CommandLine line,
    FlagsFrom flagsFrom,
    Map<String, String> environment,
    List<Flag> sidecarFlags,
    List<Collector> collectors) {
  private static final double LONGEST_SECONDS = 3600;

  /** Copies the collections. */
  Invocation {
    environment = Map.copyOf(environment);
    sidecarFlags = List.copyOf(sidecarFlags);
    collectors = List.copyOf(collectors);
  }

  /**
   * Reads the arguments behind the subcommand; where none of them is the sidecar's, those that the
   * running sidecar was started with.
   *
   * @param processOne the command line of process 1
   */
  static Invocation read(
      Subcommand subcommand,
      List<String> arguments,
      Map<String, String> environment,
      List<Collector> collectors,
      Path processOne)
      throws ConfigurationException {
    List<Flag> sidecarFlags = Flags.all(collectors);
    List<Flag> all = Stream.concat(sidecarFlags.stream(), subcommand.flags().stream()).toList();
    CommandLine line = CommandLine.parse(arguments, all);
    Optional<List<String>> running = Running.flags(processOne);
    if (running.isEmpty() || sidecarFlags.stream().anyMatch(flag -> line.has(flag.name()))) {
      return new Invocation(line, FlagsFrom.COMMAND_LINE, environment, sidecarFlags, collectors);
    }
    List<String> both = new ArrayList<>(running.get());
    both.addAll(arguments);
    return new Invocation(
        CommandLine.parse(both, all), FlagsFrom.RUNNING, environment, sidecarFlags, collectors);
  }

  /** Whom to log in as where. */
  Target target(Sections sections) throws ConfigurationException {
    String section = line.value(Subcommand.SECTION);
    Optional<Target> found = sections.target(section);
    if (found.isEmpty()) {
      ConfigurationException problem = sections.problems().get(section);
      throw problem != null
          ? problem
          : new ConfigurationException(
              "--%s \"%s\" is no section of the option file"
                  .formatted(Subcommand.SECTION, Shown.of(section)));
    }
    String address = line.value(Subcommand.TARGET);
    if (address.isEmpty()) {
      return found.get();
    }
    try {
      Target target = found.get();
      return new Target(Address.parse(address), target.user(), target.password(), target.options());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--%s %s".formatted(Subcommand.TARGET, e.getMessage()));
    }
  }

  /** How long everything may take. */
  Duration patience() throws ConfigurationException {
    String text = line.value(Subcommand.TIMEOUT);
    double seconds = GoFloat.parse(text).orElse(Double.NaN);
    if (seconds > 0 && seconds <= LONGEST_SECONDS) {
      return Duration.ofNanos((long) (seconds * 1e9));
    }
    throw new ConfigurationException(
        "--%s \"%s\" is not a number of seconds up to %.0f"
            .formatted(Subcommand.TIMEOUT, Shown.of(text), LONGEST_SECONDS));
  }

  Deadline deadline() throws ConfigurationException {
    return Deadline.after(patience());
  }
}
