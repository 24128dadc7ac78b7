package dev.remora.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/** A program with its arguments and the environment variables it sees besides PATH. */
public record Program(
    Path binary, List<String> arguments, SequencedMap<String, String> environment) {
  public Program {
    arguments = List.copyOf(arguments);
    environment = new TreeMap<>(environment);
  }

  /**
   * Remora as it is distributed, or what the system property {@code remora.program} names instead.
   */
  public static Program remora() {
    String other = System.getProperty("remora.program");
    Path binary =
        other == null
            ? Path.of(System.getProperty("remora.home", "../dist/target/remora"), "bin/remora")
            : Path.of(other);
    if (!Files.isExecutable(binary)) {
      throw new AssertionError(
          "no program at "
              + binary.toAbsolutePath().normalize()
              + ": build the module dist first, or name one with -Dremora.program=PATH");
    }
    return new Program(binary.toAbsolutePath().normalize(), List.of(), new TreeMap<>());
  }

  public static Program reference() {
    return reference(DebianPackage.REFERENCE_EXPORTER);
  }

  /** The reference as it was when it read DATA_SOURCE_NAME. */
  public static Program oldReference() {
    return reference(DebianPackage.OLD_REFERENCE_EXPORTER);
  }

  /** The reference as it was in 2019, with the names that many dashboards have. */
  public static Program oldestReference() {
    return reference(DebianPackage.OLDEST_REFERENCE_EXPORTER);
  }

  private static Program reference(DebianPackage release) {
    Path binary = release.file("usr/bin/prometheus-mysqld-exporter");
    return new Program(binary, List.of(), new TreeMap<>());
  }

  public Program with(String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return new Program(binary, all, environment);
  }

  public Program withVariable(String name, String value) {
    SequencedMap<String, String> all = new TreeMap<>(environment);
    all.put(name, value);
    return new Program(binary, arguments, all);
  }

  /** With the flags and the variable that make it look at the server as this user. */
  public Program watching(String address, Account account) {
    return with("--mysqld.address=" + address, "--mysqld.username=" + account.user())
        .withVariable("MYSQLD_EXPORTER_PASSWORD", account.password());
  }

  /** Not started yet; it will see nothing of this machine's environment but PATH. */
  public ProcessBuilder in(Path folder) {
    List<String> command = new ArrayList<>();
    command.add(binary.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(environment);
    return builder;
  }

  @Override
  public String toString() {
    return binary.getFileName() + " " + String.join(" ", arguments);
  }
}
