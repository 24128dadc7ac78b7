package dev.remora.cli;

import dev.remora.collector.Collector;
import dev.remora.config.ConfigurationException;
import dev.remora.config.ListenAddress;
import dev.remora.config.LiveSections;
import dev.remora.config.Settings;
import dev.remora.http.Door;
import dev.remora.log.Log;
import dev.remora.scrape.Engines;
import dev.remora.self.BuildInfo;
import dev.remora.web.Web;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** The running sidecar: wired by hand, top to bottom, and closed bottom to top. */
public final class Sidecar implements AutoCloseable {
  private final LiveSections sections;
  private final Engines engines;
  private final Door door;
  private final Log log;

  private Sidecar(LiveSections sections, Engines engines, Door door, Log log) {
    this.sections = sections;
    this.engines = engines;
    this.door = door;
    this.log = log;
  }

  /**
   * Starts serving; the database is not asked before the first scrape.
   *
   * @param reading reads the sections of the settings again
   * @throws IOException when an address cannot be listened on
   * @throws ConfigurationException when the web configuration file is of no use
   */
  public static Sidecar start(Settings settings, LiveSections.Reading reading, Log log)
      throws IOException, ConfigurationException {
    BuildInfo build = BuildInfo.read();
    Engines engines =
        new Engines(
            settings.maxSessions(),
            settings.probed().maxSessions(),
            settings.queryTimeout(),
            log.of("scrape"));
    announce(settings, build, log);
    Optional<Web> web =
        settings.webFile().isPresent()
            ? Optional.of(Web.of(settings.webFile().get(), log.of("web")))
            : Optional.empty();
    LiveSections sections =
        new LiveSections(
            settings.sections(),
            reading,
            engines::forgetNamed,
            InstantSource.system(),
            log.of("config"));
    Door door = Door.open(settings, sections, engines, build, web, log.of("http"));
    boolean encrypted = web.isPresent() && web.get().isEncrypted();
    for (ListenAddress address : settings.listen()) {
      log.info("Listening on " + address.text(), "address", address.text());
      log.info(
          encrypted ? "TLS is enabled" : "TLS is disabled",
          "http2",
          false,
          "address",
          address.text());
    }
    return new Sidecar(sections, engines, door, log);
  }

  /** The port of the first address. */
  public int port() {
    return door.ports().getFirst();
  }

  /** Reads the configuration again; a bad one changes nothing and is logged. */
  public void reload() {
    try {
      sections.reload();
    } catch (ConfigurationException e) {
      log.debug("Not reloaded", "err", e.getMessage());
    }
  }

  /** Finishes running scrapes within a bound, then says goodbye to the database. */
  @Override
  public void close() {
    log.info("Stopping");
    door.close();
    engines.close();
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
    settings.warnings().forEach(warning -> log.warn("Command line", "warning", warning));
    log.info(
        "Target",
        "target",
        settings.sections().own().address(),
        "from",
        settings.sections().from(),
        "variables_replaced",
        String.join(",", settings.sections().replacedVariables()));
    log.info("Enabled scrapers:");
    for (Collector collector : settings.collectors()) {
      log.info(" --collect." + collector.name(), "scraper", collector.name());
    }
  }
}
