package dev.remora.inject.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which program a container runs, as far as its command and arguments tell. */
enum Program {
  /** A database server. */
  SERVER,
  /** Something that talks to one, or waits. */
  CLIENT,
  /** What the image runs by itself, or something that we do not know. */
  UNKNOWN;

  private static final Set<String> SERVERS =
      Set.of("mysqld", "mariadbd", "mysqld_safe", "mariadbd-safe", "mysqld-debug");
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
  // Words that stand before the program that a line runs.
  private static final Set<String> BEFORE =
      Set.of("exec", "if", "then", "else", "do", "while", "until", "!", "time", "sudo", "nohup");
  private static final Pattern LINES = Pattern.compile("[;&|\\n(){}`]+|\\$\\(");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");

  static Program of(List<String> command, List<String> arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(arguments);
    List<String> programs = new ArrayList<>();
    if (!words.isEmpty()) {
      programs.add(baseName(words.getFirst()));
      if (SHELLS.contains(programs.getFirst())) {
        words.forEach(word -> addPrograms(word, programs));
      }
    }
    for (String word : words) {
      for (String part : BLANKS.split(word, -1)) {
        if (SERVERS.contains(baseName(part))) {
          return SERVER;
        }
      }
    }
    return programs.stream().anyMatch(CLIENTS::contains) ? CLIENT : UNKNOWN;
  }

  private static void addPrograms(String script, List<String> programs) {
    for (String line : LINES.split(script, -1)) {
      for (String word : BLANKS.split(line.strip(), -1)) {
        if (!BEFORE.contains(word) && !ASSIGNMENT.matcher(word).matches()) {
          programs.add(baseName(word));
          break;
        }
      }
    }
  }

  private static String baseName(String word) {
    return word.substring(word.lastIndexOf('/') + 1);
  }
}
