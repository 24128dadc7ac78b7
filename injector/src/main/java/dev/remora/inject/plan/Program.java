package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which program a container runs, as far as its command and arguments tell. */
enum Program {
  /** A database server. */
  SERVER,
  /** Something that talks to one, or waits. */
  CLIENT,
  /** What the image runs by itself. */
  OF_THE_IMAGE,
  /** Something that we do not know. */
  UNKNOWN;

  private static final Set<String> SERVERS =
      Set.of("mysqld", "mariadbd", "mysqld_safe", "mariadbd-safe", "mysqld-debug", "run-mysqld");
  private static final Set<String> CLIENTS =
      Set.of(
          "mysql",
          "mariadb",
          "mysqldump",
          "mariadb-dump",
          "mysqlpump",
          "mysqladmin",
          "mariadb-admin",
          "mysqlcheck",
          "mariadb-check",
          "mysqlimport",
          "mysqlsh",
          "mysqlbinlog",
          "mysqlslap",
          "mydumper",
          "myloader",
          "mariabackup",
          "mariadb-backup",
          "xtrabackup",
          "sleep",
          "tail");
  private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh");
  // What images put before what they are told to run.
  private static final Set<String> ENTRYPOINTS = Set.of("docker-entrypoint.sh", "entrypoint.sh");
  // Words that stand before the program that a line runs, each with the number of words that it
  // takes for itself, options aside: timeout 60 mysqldump.
  private static final Map<String, Integer> BEFORE =
      Map.ofEntries(
          Map.entry("exec", 0),
          Map.entry("if", 0),
          Map.entry("then", 0),
          Map.entry("else", 0),
          Map.entry("do", 0),
          Map.entry("while", 0),
          Map.entry("until", 0),
          Map.entry("!", 0),
          Map.entry("time", 0),
          Map.entry("sudo", 0),
          Map.entry("nohup", 0),
          Map.entry("env", 0),
          Map.entry("nice", 0),
          Map.entry("ionice", 0),
          Map.entry("setsid", 0),
          Map.entry("stdbuf", 0),
          Map.entry("tini", 0),
          Map.entry("catatonit", 0),
          Map.entry("dumb-init", 0),
          Map.entry("timeout", 1),
          Map.entry("gosu", 1),
          Map.entry("su-exec", 1));
  // Options of theirs whose value is the next word.
  private static final Set<String> WITH_VALUE =
      Set.of("-s", "-k", "-n", "-c", "-u", "-g", "-p", "--signal", "--kill-after", "--adjustment");
  private static final Pattern LINES = Pattern.compile("[;&|\\n(){}`]+|\\$\\(");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");

  static Program of(List<String> command, List<String> arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(arguments);
    for (String word : words) {
      for (String part : BLANKS.split(word, -1)) {
        if (SERVERS.contains(baseName(part))) {
          return SERVER;
        }
      }
    }
    List<String> run = run(words);
    boolean byEntrypoint = command.isEmpty();
    if (!run.isEmpty() && ENTRYPOINTS.contains(baseName(run.getFirst()))) {
      byEntrypoint = true;
      run = run(run.subList(1, run.size()));
    }
    // Options alone go to what the image runs.
    if (run.isEmpty() || (byEntrypoint && run.getFirst().strip().startsWith("-"))) {
      return OF_THE_IMAGE;
    }
    List<String> programs = new ArrayList<>(List.of(baseName(run.getFirst())));
    if (SHELLS.contains(programs.getFirst())) {
      run.forEach(word -> addPrograms(word, programs));
    }
    return programs.stream().anyMatch(CLIENTS::contains) ? CLIENT : UNKNOWN;
  }

  private static void addPrograms(String script, List<String> programs) {
    for (String line : LINES.split(script, -1)) {
      run(List.of(BLANKS.split(line.strip(), -1))).stream()
          .findFirst()
          .ifPresent(word -> programs.add(baseName(word)));
    }
  }

  /** The words of a line from its program on, without what stands before that. */
  private static List<String> run(List<String> line) {
    boolean optionsAreIts = false;
    int own = 0;
    int at = 0;
    while (at < line.size()) {
      String word = line.get(at);
      if (optionsAreIts && word.startsWith("-")) {
        at += WITH_VALUE.contains(word) ? 1 : 0;
      } else if (own > 0) {
        own--;
      } else if (BEFORE.containsKey(baseName(word))) {
        optionsAreIts = true;
        own = BEFORE.getOrDefault(baseName(word), 0);
      } else if (!ASSIGNMENT.matcher(word).matches()) {
        break;
      }
      at++;
    }
    return line.subList(Math.min(at, line.size()), line.size());
  }

  private static String baseName(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }
}
