package dev.remora.acceptance;

import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ServerKind;
import java.util.EnumMap;
import java.util.Map;

/** One server of each kind for all tests of a run; started at first use, ended with the JVM. */
final class SharedServers {
  // The one piece of shared state here: tests of several classes use the servers, none of them owns
  // one.
  private static final Map<ServerKind, DatabaseServer> RUNNING = new EnumMap<>(ServerKind.class);

  private SharedServers() {}

  static synchronized DatabaseServer of(ServerKind kind) {
    return RUNNING.computeIfAbsent(kind, DatabaseServer::start);
  }
}
