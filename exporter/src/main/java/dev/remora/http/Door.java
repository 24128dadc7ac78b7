package dev.remora.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.remora.config.ListenAddress;
import dev.remora.config.LiveSections;
import dev.remora.config.Settings;
import dev.remora.log.Log;
import dev.remora.log.Troubles;
import dev.remora.scrape.Engines;
import dev.remora.scrape.Plan;
import dev.remora.self.BuildInfo;
import dev.remora.self.ProcessMetrics;
import dev.remora.serving.HeapKeeper;
import dev.remora.web.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** The HTTP server: bound, then started, then closed with time for what is running. */
public final class Door implements AutoCloseable {
  // The JDK's server reads its limits from system properties, once.
  private static final Map<String, String> LIMITS =
      Map.of(
          "sun.net.httpserver.maxIdleConnections", "50",
          // Without it the last packet of an answer waits for an acknowledgement: 40 ms.
          "sun.net.httpserver.nodelay", "true",
          "sun.net.httpserver.maxReqTime", "10",
          "sun.net.httpserver.maxRspTime", "90",
          "sun.net.httpserver.maxReqHeaders", "100",
          "sun.net.httpserver.maxReqHeaderSize", "32768",
          "jdk.httpserver.maxConnections", "200");
  private static final int BACKLOG = 64;
  // A collection takes some 10 ms of a processor; a scrape leaves some 10 KB behind.
  private static final long GROWTH_BYTES = 2L * 1024 * 1024;
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final List<HttpServer> servers = new ArrayList<>();
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  // The parties are the door, until it closes, and each request that is being answered.
  private final Phaser running = new Phaser(1);
  private final HeapKeeper heap = HeapKeeper.ofThisProcess(GROWTH_BYTES);
  private final Engines engines;
  private final Log log;

  private Door(Engines engines, Log log) {
    this.engines = engines;
    this.log = log;
  }

  /**
   * Serves on all addresses of the settings.
   *
   * @param web who is let in, and how connections are encrypted; everybody, in the clear, if empty
   * @throws IOException when one of them cannot be bound; its message names the address
   */
  public static Door open(
      Settings settings,
      LiveSections sections,
      Engines engines,
      BuildInfo build,
      Optional<Web> web,
      Log log)
      throws IOException {
    for (Map.Entry<String, String> limit : LIMITS.entrySet()) {
      // Whoever sets one by JDK_JAVA_OPTIONS knows better.
      if (System.getProperty(limit.getKey()) == null) {
        System.setProperty(limit.getKey(), limit.getValue());
      }
    }
    Troubles troubles = new Troubles(log);
    Scrapes scrapes = new Scrapes(sections, engines, settings.probed(), log);
    Readiness readiness = new Readiness(scrapes::own);
    MetricsPage metrics =
        new MetricsPage(
            new Plan(settings.collectors()),
            readiness,
            build,
            new ProcessMetrics(Path.of("/proc")),
            settings.oldNames());
    Routes routes =
        new Routes(
            settings.telemetryPath(),
            scrapes,
            metrics,
            sections,
            readiness,
            new ScrapeTimeout(settings.timeoutOffset(), troubles),
            LandingPage.html(build, settings.telemetryPath()),
            log,
            troubles);
    Door door = new Door(engines, log);
    HttpHandler handler = web.isPresent() ? new Guarded(web.get(), routes, log) : routes;
    try {
      for (ListenAddress address : settings.listen()) {
        door.bind(address, handler, web);
      }
    } catch (IOException e) {
      door.close();
      throw e;
    }
    door.servers.forEach(HttpServer::start);
    return door;
  }

  /** The ports that are served, in the order of the addresses. */
  public List<Integer> ports() {
    return servers.stream().map(server -> server.getAddress().getPort()).toList();
  }

  /** Gives running requests a few seconds to end, and takes none from then on. */
  @Override
  public void close() {
    // Not left to the servers: they would also wait for clients that have not asked anything yet.
    drain();
    servers.forEach(server -> server.stop(0));
    requests.shutdown();
    try {
      if (!requests.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
        requests.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      requests.shutdownNow();
    }
  }

  private void drain() {
    int phase = running.arriveAndDeregister();
    try {
      if (!ended(phase, DRAIN)) {
        log.warn("Requests cut that did not end in time", "count", running.getRegisteredParties());
        // What they have by now is still delivered.
        engines.close();
        ended(phase, LAST_WORDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ended(int phase, Duration patience) throws InterruptedException {
    try {
      running.awaitAdvanceInterruptibly(phase, patience.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private void bind(ListenAddress address, HttpHandler handler, Optional<Web> web)
      throws IOException {
    HttpServer server;
    try {
      if (web.isPresent() && web.get().isEncrypted()) {
        SSLContext context = web.get().context();
        server = Encrypted.server(address.socketAddress(), BACKLOG, context, requests);
      } else {
        server = HttpServer.create(address.socketAddress(), BACKLOG);
        server.setExecutor(requests);
      }
    } catch (IOException e) {
      throw new IOException("cannot listen on %s: %s".formatted(address.text(), e.getMessage()), e);
    }
    server.createContext("/", exchange -> answer(exchange, handler));
    servers.add(server);
  }

  private void answer(HttpExchange exchange, HttpHandler handler) throws IOException {
    if (running.register() < 0) {
      exchange.close();
      return;
    }
    try {
      handler.handle(exchange);
      heap.tidy();
    } finally {
      running.arriveAndDeregister();
    }
  }
}
