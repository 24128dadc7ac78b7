package dev.remora.acceptance;

import dev.remora.servers.Await;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ServerKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A MariaDB that replicates from two others, by connections that have names. */
record TwoSources(DatabaseServer replica, Map<String, DatabaseServer> sources)
    implements AutoCloseable {
  private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(4);

  /** Starts all three; the options are the replica's. */
  static TwoSources start(String... options) {
    Map<String, DatabaseServer> sources = new TreeMap<>();
    for (String name : List.of("eu", "us west \"2\"")) {
      sources.put(name, start(ServerKind.MARIADB_10_11, 1 + sources.size(), List.of()));
    }
    DatabaseServer replica = start(ServerKind.MARIADB_WITH_PLUGINS, 3, List.of(options));
    TwoSources all = new TwoSources(replica, sources);
    sources.forEach(all::connect);
    return all;
  }

  @Override
  public void close() {
    replica.close();
    sources.values().forEach(DatabaseServer::close);
  }

  private static DatabaseServer start(ServerKind kind, int id, List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.add("--log-bin=binlog");
    all.add("--server-id=" + id);
    all.add("--gtid-domain-id=" + id);
    return DatabaseServer.start(kind, all.toArray(String[]::new));
  }

  private void connect(String name, DatabaseServer source) {
    String connection = DatabaseServer.quote(name);
    source.sql(
        "SET sql_log_bin = 0",
        "CREATE USER replicator@'%' IDENTIFIED BY 'replicator'",
        "GRANT REPLICATION SLAVE ON *.* TO replicator@'%'",
        "SET sql_log_bin = 1",
        "CREATE DATABASE from_" + source.port());
    replica.sql(
        """
        CHANGE MASTER %s TO
          MASTER_HOST = '127.0.0.1',
          MASTER_PORT = %d,
          MASTER_USER = 'replicator',
          MASTER_PASSWORD = 'replicator',
          MASTER_USE_GTID = slave_pos
        """
            .formatted(connection, source.port()),
        "START SLAVE " + connection);
    String database =
        "SELECT schema_name AS name FROM information_schema.schemata WHERE schema_name = 'from_%d'"
            .formatted(source.port());
    Await.until(
        CATCH_UP_LIMIT,
        () -> !replica.column("name", database).isEmpty(),
        () -> name + ": " + replica.column("Last_Error", "SHOW ALL SLAVES STATUS"));
  }
}
