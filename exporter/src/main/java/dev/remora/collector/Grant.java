package dev.remora.collector;

import dev.remora.mysql.Flavour;
import dev.remora.mysql.ServerIdentity;
import dev.remora.mysql.Version;

/**
 * A privilege that a collector needs, as both families of servers call it.
 *
 * @param mysql what stands between GRANT and TO on MySQL, and on MariaDB before 10.5
 * @param mariadb what stands there on MariaDB from 10.5 on, which split several privileges
 */
public record Grant(String mysql, String mariadb) {
  /** To see all sessions, and the tables of InnoDB. */
  public static final Grant PROCESS = everywhere("PROCESS ON *.*");

  /** To see the state of a replica. */
  public static final Grant REPLICA_STATUS =
      new Grant("REPLICATION CLIENT ON *.*", "SLAVE MONITOR ON *.*");

  /** To list the binary logs. */
  public static final Grant BINARY_LOGS =
      new Grant("REPLICATION CLIENT ON *.*", "BINLOG MONITOR ON *.*");

  /** To list the replicas that are registered. */
  public static final Grant REPLICAS =
      new Grant("REPLICATION SLAVE ON *.*", "REPLICATION MASTER ADMIN ON *.*");

  private static final Version SPLIT = Version.of(10, 5);

  /** A privilege that is called the same on every server. */
  public static Grant everywhere(String privilege) {
    return new Grant(privilege, privilege);
  }

  /** To read a table, or everything as {@code *.*}. */
  public static Grant select(String from) {
    return everywhere("SELECT ON " + from);
  }

  /** What stands between GRANT and TO on this server. */
  public String on(ServerIdentity server) {
    boolean split = server.flavour() == Flavour.MARIADB && server.version().isAtLeast(SPLIT);
    return split ? mariadb : mysql;
  }
}
