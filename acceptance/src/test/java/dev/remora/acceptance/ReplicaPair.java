package dev.remora.acceptance;

import dev.remora.servers.Await;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ServerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A MySQL 8.0 and a replica of it that applies with several workers. */
record ReplicaPair(DatabaseServer source, DatabaseServer replica) implements AutoCloseable {
  private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(4);

  /** Starts both with these options besides. */
  static ReplicaPair start(String... more) {
    DatabaseServer source = start(1, more);
    DatabaseServer replica =
        start(
            2,
            Stream.concat(Stream.of(more), Stream.of("--replica-parallel-workers=4"))
                .toArray(String[]::new));
    ReplicaPair pair = new ReplicaPair(source, replica);
    pair.connect();
    return pair;
  }

  /** Writes on the source and returns when the replica has it all. */
  void work() {
    source.sql(
        "CREATE DATABASE IF NOT EXISTS shop",
        "CREATE TABLE IF NOT EXISTS shop.orders (id INT AUTO_INCREMENT PRIMARY KEY, name TEXT)",
        "INSERT INTO shop.orders (name) VALUES ('first'), ('second'), ('third')",
        "UPDATE shop.orders SET name = CONCAT(name, '!')");
    catchUp();
  }

  @Override
  public void close() {
    try (source) {
      replica.close();
    }
  }

  private static DatabaseServer start(int id, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--log-bin=binlog");
    all.add("--sync-binlog=0");
    all.add("--server-id=" + id);
    all.add("--gtid-mode=ON");
    all.add("--enforce-gtid-consistency=ON");
    all.add("--relay-log=relay");
    return DatabaseServer.start(ServerKind.MYSQL_8_0, all.toArray(String[]::new));
  }

  private void connect() {
    source.sql(
        "CREATE USER replicator@'%' IDENTIFIED BY 'replicator'",
        "GRANT REPLICATION SLAVE ON *.* TO replicator@'%'");
    replica.sql(
        """
        CHANGE REPLICATION SOURCE TO
          SOURCE_HOST = '127.0.0.1',
          SOURCE_PORT = %d,
          SOURCE_USER = 'replicator',
          SOURCE_PASSWORD = 'replicator',
          SOURCE_AUTO_POSITION = 1,
          GET_SOURCE_PUBLIC_KEY = 1
        """
            .formatted(source.port()),
        "START REPLICA");
    work();
  }

  private void catchUp() {
    String done = source.column("gtids", "SELECT @@GLOBAL.gtid_executed AS gtids").getFirst();
    String missing =
        "SELECT GTID_SUBTRACT('%s', @@GLOBAL.gtid_executed) AS gtids"
            .formatted(done.replace("\n", ""));
    Await.until(
        CATCH_UP_LIMIT,
        () -> replica.column("gtids", missing).getFirst().isEmpty(),
        () -> "replica behind: " + replica.column("Last_Error", "SHOW REPLICA STATUS"));
  }
}
