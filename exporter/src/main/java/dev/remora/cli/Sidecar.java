package dev.remora.cli;

import dev.remora.collector.Collector;
import dev.remora.config.ListenAddress;
import dev.remora.config.Settings;
import dev.remora.http.Door;
import dev.remora.log.Log;
import dev.remora.mysql.Lifetimes;
import dev.remora.mysql.Sessions;
import dev.remora.scrape.Engine;
import dev.remora.self.BuildInfo;
import java.io.IOException;

/** The running sidecar: wired by hand, top to bottom, and closed bottom to top. */
public final class Sidecar implements AutoCloseable {
  private final Sessions sessions;
  private final Door door;
  private final Log log;

  private Sidecar(Sessions sessions, Door door, Log log) {
    this.sessions = sessions;
    this.door = door;
    this.log = log;
  }

  /**
   * Starts serving; the database is not asked before the first scrape.
   *
   * @throws IOException when an address cannot be listened on
   */
  public static Sidecar start(Settings settings, Log log) throws IOException {
    BuildInfo build = BuildInfo.read();
    Sessions sessions = new Sessions(settings.target(), settings.maxSessions(), Lifetimes.DEFAULT);
    Engine engine =
        new Engine(sessions, settings.maxSessions(), settings.queryTimeout(), log.of("scrape"));
    Door door = Door.open(settings, engine, build, log.of("http"));
    announce(settings, build, log);
    for (ListenAddress address : settings.listen()) {
      log.info("Listening on " + address.text(), "address", address.text());
    }
    return new Sidecar(sessions, door, log);
  }

  /** The port of the first address. */
  public int port() {
    return door.ports().getFirst();
  }

  /** Finishes running scrapes within a bound, then says goodbye to the database. */
  @Override
  public void close() {
    log.info("Stopping");
    door.close();
    sessions.close();
    log.info("Stopped");
  }

  private static void announce(Settings settings, BuildInfo build, Log log) {
    log.info(
        "Starting mysqld_exporter",
        "version",
        "(version=%s, branch=%s, revision=%s)"
            .formatted(build.version(), build.branch(), build.revision()));
    log.info(
        "Build context",
        "build_context",
        "(java=%s, platform=%s, date=%s)"
            .formatted(build.runtime(), build.platform(), build.date()));
    log.info(
        "Target",
        "target",
        settings.target().address(),
        "from",
        settings.targetSource(),
        "variables_replaced",
        String.join(",", settings.replacedVariables()));
    log.info("Enabled scrapers:");
    for (Collector collector : settings.collectors()) {
      log.info(" --collect." + collector.name(), "scraper", collector.name());
    }
  }
}
