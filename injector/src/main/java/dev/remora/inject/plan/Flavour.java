package dev.remora.inject.plan;

/** Which family of servers, as far as the sidecar's rights differ. */
public enum Flavour {
  /** Oracle's. */
  MYSQL,
  /** From 10.5 on, rights have names of its own. */
  MARIADB,
  /** As Oracle's. */
  PERCONA;

  /** What an image's name says. */
  public static Flavour ofImage(String image) {
    String name = Image.baseName(image);
    if (name.contains("mariadb")) {
      return MARIADB;
    }
    return name.contains("percona") ? PERCONA : MYSQL;
  }

  /** The rights that the collectors want which are on by default. */
  public String defaultRights() {
    return this == MARIADB ? "PROCESS, SLAVE MONITOR" : "PROCESS, REPLICATION CLIENT";
  }

  /** The rights that all collectors want. */
  public String allRights() {
    return this == MARIADB
        ? "PROCESS, BINLOG MONITOR, SLAVE MONITOR, REPLICATION MASTER ADMIN, SELECT"
        : "PROCESS, REPLICATION CLIENT, REPLICATION SLAVE, SELECT";
  }
}
