package dev.remora.config;

import dev.remora.mysql.Address;
import dev.remora.mysql.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the sections of {@code DATA_SOURCE_NAME}, option file, flags and environment. */
final class SectionsReader {
  static final String PASSWORD_VARIABLE = "MYSQLD_EXPORTER_PASSWORD";
  static final String PASSWORD_FILE_VARIABLE = "MYSQLD_EXPORTER_PASSWORD_FILE";

  private final CommandLine line;
  private final Map<String, String> environment;
  private final References references;
  private final Set<WatchedFile> files = new LinkedHashSet<>();
  private final Map<String, Target> targets = new LinkedHashMap<>();
  private final Map<String, ConfigurationException> problems = new HashMap<>();

  SectionsReader(CommandLine line, Map<String, String> environment) {
    this.line = line;
    this.environment = environment;
    this.references = new References(environment);
  }

  /** The sections; an error when not one of them says whom to log in as. */
  Sections read() throws ConfigurationException {
    String name = environment.getOrDefault(DataSourceName.VARIABLE, "");
    String from = name.isEmpty() ? readAll() : readBeside(name);
    if (targets.isEmpty()) {
      List<String> all = new ArrayList<>();
      problems.values().forEach(problem -> all.addAll(problem.problems()));
      throw new ConfigurationException(all);
    }
    return new Sections(targets, problems, from, references.replaced(), files);
  }

  /** The option file, with what flags and environment say in its gaps. */
  OptionFile filledFile() throws ConfigurationException {
    return optionFile().filled(Sections.OWN, gaps());
  }

  private String readAll() throws ConfigurationException {
    Gaps gaps = gaps();
    OptionFile file = optionFile();
    boolean fromFile = !file.section(Sections.OWN).isEmpty();
    OptionFile filled = file.filled(Sections.OWN, gaps);
    filled.sections().keySet().forEach(section -> readSection(filled, section));
    return fromFile ? file.path().toString() : "flags";
  }

  /**
   * What {@code DATA_SOURCE_NAME} says is the section of the process' own database. The old
   * releases that read it did not open the file then: what is wrong with it cannot end the start.
   */
  private String readBeside(String name) throws ConfigurationException {
    targets.put(Sections.OWN, DataSourceName.parse(name, references));
    if (line.has(Flags.MY_CNF)) {
      try {
        OptionFile file = optionFile();
        for (String section : file.sections().keySet()) {
          if (!section.equals(Sections.OWN)) {
            readSection(file, section);
          }
        }
      } catch (ConfigurationException e) {
        problems.put(Sections.OWN, e);
      }
    }
    return DataSourceName.VARIABLE;
  }

  private void readSection(OptionFile file, String section) {
    if (section.equals(OptionFile.DEFAULT)) {
      return;
    }
    try {
      boolean skipVerify = line.isOn(Flags.SKIP_VERIFY);
      targets.put(section, new Section(file, section, references, files).target(skipVerify));
    } catch (ConfigurationException e) {
      problems.put(section, e);
    }
  }

  private Gaps gaps() throws ConfigurationException {
    String password = environment.getOrDefault(PASSWORD_VARIABLE, "");
    String passwordFile = environment.getOrDefault(PASSWORD_FILE_VARIABLE, "");
    if (!password.isEmpty() && !passwordFile.isEmpty()) {
      throw new ConfigurationException(
          "both %s and %s are set: keep one of them"
              .formatted(PASSWORD_VARIABLE, PASSWORD_FILE_VARIABLE));
    }
    String user = references.resolve(line.value(Flags.USERNAME));
    return new Gaps(address(), user, password, passwordFile);
  }

  private Address address() throws ConfigurationException {
    // As with the reference, whose users write --mysqld.address=${DB_HOST}:3306 without a shell.
    String address = references.resolve(line.value(Flags.ADDRESS));
    try {
      return Address.parse(address);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("--" + Flags.ADDRESS + " " + e.getMessage());
    }
  }

  /** The file that was named, or the first usual one that is there, or an empty one. */
  private OptionFile optionFile() throws ConfigurationException {
    String name = line.value(Flags.MY_CNF);
    if (line.has(Flags.MY_CNF)) {
      Path path = path(name);
      files.add(WatchedFile.of(path));
      // The reference starts without the file when the flags say enough.
      boolean optional = name.isEmpty() || (isMissing(path) && line.has(Flags.USERNAME));
      return optional ? new OptionFile(path, Map.of()) : OptionFile.read(path);
    }
    String home = environment.getOrDefault("HOME", "");
    for (Path path : List.of(Path.of(name), Path.of(home, name))) {
      files.add(WatchedFile.of(path));
      if (Files.isRegularFile(path)) {
        return OptionFile.read(path);
      }
    }
    return new OptionFile(Path.of(name), Map.of());
  }

  private static Path path(String name) throws ConfigurationException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new ConfigurationException("--" + Flags.MY_CNF + " is not the name of a file");
    }
  }

  /** Not when the path leads through what is no folder, or in a circle: that is a mistake. */
  private static boolean isMissing(Path path) {
    try {
      Files.readAttributes(path, BasicFileAttributes.class);
      return false;
    } catch (NoSuchFileException e) {
      Path there = path.toAbsolutePath();
      while (there != null && Files.notExists(there)) {
        there = there.getParent();
      }
      return there == null || Files.isDirectory(there);
    } catch (IOException e) {
      return false;
    }
  }
}
