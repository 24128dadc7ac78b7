package dev.remora.acceptance;

import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The exporters of one test: ends them after it, and fails it when they left a session on a server.
 */
final class Exporters implements AfterEachCallback {
  private final List<ExporterProcess> running = new ArrayList<>();
  private final List<DatabaseServer> watched = new ArrayList<>();
  private final Deque<AutoCloseable> owned = new ArrayDeque<>();

  /** Starts an exporter that will look at this server. */
  ExporterProcess start(Program program, DatabaseServer server) {
    watched.add(server);
    return start(program);
  }

  ExporterProcess start(Program program) {
    ExporterProcess exporter = ExporterProcess.start(program);
    running.add(exporter);
    return exporter;
  }

  /** Closes the resource after the test's exporters; the last one handed over first. */
  <T extends AutoCloseable> T closeLater(T resource) {
    owned.push(resource);
    return resource;
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    try {
      running.forEach(ExporterProcess::close);
      watched.stream().distinct().forEach(DatabaseServer::assertNoSessionLeft);
    } finally {
      running.clear();
      watched.clear();
      while (!owned.isEmpty()) {
        owned.pop().close();
      }
    }
  }
}
