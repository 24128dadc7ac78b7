package dev.remora.config;

import dev.remora.mysql.Address;
import dev.remora.mysql.Secret;
import dev.remora.mysql.SessionOptions;
import dev.remora.mysql.Target;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Whom to log in as: a target for each section of the option file, which requests name as {@code
 * auth_module}.
 *
 * @param targets the targets by the section's name
 * @param problems what is wrong with the sections that are no target, by name
 * @param from what the section {@value #OWN} was read from, for the start log
 * @param replacedVariables the environment variables that were put into values
 * @param files the files that all this was read from, or would have been if they were there
 */
public record Sections(
    Map<String, Target> targets,
    Map<String, ConfigurationException> problems,
    String from,
    Set<String> replacedVariables,
    Set<WatchedFile> files) {
  /** The section of the database that this process is there for. */
  public static final String OWN = "client";

  // As the reference does where the section is missing: a scrape that the database refuses.
  private static final Target NOBODY =
      new Target(
          new Address.Tcp("127.0.0.1", Address.DEFAULT_PORT),
          "",
          Secret.NONE,
          SessionOptions.DEFAULT);

  /** Copies the collections. */
  public Sections {
    targets = Map.copyOf(targets);
    problems = Map.copyOf(problems);
    replacedVariables = Set.copyOf(replacedVariables);
    files = Set.copyOf(files);
  }

  /** The target of a section, if it is one. */
  public Optional<Target> target(String section) {
    return Optional.ofNullable(targets.get(section));
  }

  /** The database that this process is there for. */
  public Target own() {
    return target(OWN).orElse(NOBODY);
  }

  /** The same sections with other targets. */
  Sections with(UnaryOperator<Target> change) {
    Map<String, Target> changed = new LinkedHashMap<>();
    targets.forEach((section, target) -> changed.put(section, change.apply(target)));
    return new Sections(changed, problems, from, replacedVariables, files);
  }

  /** The same sections, which become old when a file changes from now on. */
  Sections asOfNow() {
    Set<WatchedFile> now = new HashSet<>();
    files.forEach(file -> now.add(WatchedFile.of(file.path())));
    return new Sections(targets, problems, from, replacedVariables, now);
  }

  /** Whether one of the files is not what it was. */
  boolean areOld() {
    for (WatchedFile file : files) {
      if (file.hasChanged()) {
        return true;
      }
    }
    return false;
  }
}
