package dev.remora.mysql;

import java.util.Locale;

/** The two families of servers; Percona's and Aurora's speak MySQL's dialect. */
public enum Flavour {
  /** MySQL and what is built from it. */
  MYSQL,
  /** MariaDB. */
  MARIADB;

  /** Reads the flavour from {@code @@version} and {@code @@version_comment}. */
  public static Flavour of(String version, String comment) {
    // A renamed build keeps the name in the comment when its version string does not have it.
    boolean named =
        version.toLowerCase(Locale.ROOT).contains("mariadb")
            || comment.toLowerCase(Locale.ROOT).contains("mariadb");
    return named ? MARIADB : MYSQL;
  }
}
