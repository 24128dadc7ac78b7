package dev.remora.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.remora.config.ConfigurationException;
import dev.remora.config.LiveSections;
import dev.remora.log.Level;
import dev.remora.log.Log;
import dev.remora.log.Troubles;
import dev.remora.metric.Page;
import dev.remora.scrape.Scraped;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which path answers what. */
final class Routes implements HttpHandler {
  private static final String RELOAD = "/-/reload";

  private final String telemetryPath;
  private final Scrapes scrapes;
  private final MetricsPage metrics;
  private final LiveSections sections;
  private final Readiness readiness;
  private final ScrapeTimeout timeout;
  private final String landingPage;
  private final Log log;
  private final Troubles troubles;

  Routes(
      String telemetryPath,
      Scrapes scrapes,
      MetricsPage metrics,
      LiveSections sections,
      Readiness readiness,
      ScrapeTimeout timeout,
      String landingPage,
      Log log,
      Troubles troubles) {
    this.telemetryPath = telemetryPath;
    this.scrapes = scrapes;
    this.metrics = metrics;
    this.sections = sections;
    this.readiness = readiness;
    this.timeout = timeout;
    this.landingPage = landingPage;
    this.log = log;
    this.troubles = troubles;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      route(exchange);
    } catch (IOException e) {
      // The client hung up; there is nobody to tell.
      log.debug("Client went away", "client", exchange.getRemoteAddress(), "err", e);
    } catch (RuntimeException e) {
      troubles.tell(
          Level.ERROR,
          "answer",
          e.toString(),
          "Fault while answering",
          "path",
          exchange.getRequestURI().getPath(),
          "err",
          e);
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    Optional<String> elsewhere = CleanPath.of(exchange.getRequestURI());
    if (elsewhere.isPresent()) {
      exchange.getResponseHeaders().set("Location", elsewhere.get());
      Response.text(exchange, 301, Response.TEXT, "301 moved permanently\n");
      return;
    }
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    boolean changes = path.equals(RELOAD) && (method.equals("POST") || method.equals("PUT"));
    if (!changes && !method.equals("GET") && !method.equals("HEAD")) {
      String allowed = path.equals(RELOAD) ? "GET, HEAD, POST, PUT" : "GET, HEAD";
      exchange.getResponseHeaders().set("Allow", allowed);
      Response.text(exchange, 405, Response.TEXT, "405 method not allowed: use GET\n");
    } else if (path.equals(telemetryPath)) {
      metrics(exchange);
    } else {
      other(path, exchange);
    }
  }

  private void other(String path, HttpExchange exchange) throws IOException {
    switch (path) {
      case "/" -> Response.text(exchange, 200, Response.HTML, landingPage);
      case "/-/healthy" -> Response.text(exchange, 200, Response.TEXT, "healthy\n");
      case "/-/ready" -> ready(exchange);
      case "/probe" -> probe(exchange);
      case RELOAD -> reload(exchange);
      default -> {
        if (telemetryPath.equals("/")) {
          metrics(exchange);
        } else {
          Response.text(exchange, 404, Response.TEXT, "404 page not found\n");
        }
      }
    }
  }

  // No switch over the kinds of choice: it would be made at run time, and a sidecar holds the
  // maker.
  private void metrics(HttpExchange exchange) throws IOException {
    Scrapes.Choice choice = scrapes.metrics(exchange);
    if (choice instanceof Scrapes.Choice.Own own) {
      serve(exchange, metrics.own(own.engine(), request(exchange)));
    } else if (choice instanceof Scrapes.Choice.Named named) {
      serve(exchange, metrics.named(named.engine(), request(exchange)));
    } else if (choice instanceof Scrapes.Choice.Refused refused) {
      refuse(exchange, refused);
    }
  }

  private void probe(HttpExchange exchange) throws IOException {
    Scrapes.Choice choice = scrapes.probe(exchange);
    if (choice instanceof Scrapes.Choice.Named named) {
      serve(exchange, metrics.probed(named.engine(), request(exchange)));
    } else if (choice instanceof Scrapes.Choice.Refused refused) {
      refuse(exchange, refused);
    }
  }

  private MetricsPage.Request request(HttpExchange exchange) {
    return new MetricsPage.Request(
        new HashSet<>(Query.values(exchange.getRequestURI().getRawQuery(), "collect[]")),
        timeout.deadline(header(exchange, ScrapeTimeout.HEADER), header(exchange, "User-Agent")),
        Peer.of(exchange));
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }

  /** Answers with a page in the format that is asked for, of all families or of those named. */
  private void serve(HttpExchange exchange, Page page) throws IOException {
    if (page.dropped() > 0) {
      troubles.tell(
          Level.WARN,
          "page",
          "dropped",
          "Samples left out: another collector has their family",
          "count",
          page.dropped());
    }
    Negotiation asked =
        Negotiation.of(exchange.getRequestHeaders().getOrDefault("Accept", List.of()));
    List<String> names = Query.values(exchange.getRequestURI().getRawQuery(), "name[]");
    Page served = names.isEmpty() ? page : page.only(new HashSet<>(names));
    Response.stream(exchange, asked.contentType(), out -> asked.format().write(served, out));
  }

  private static void refuse(HttpExchange exchange, Scrapes.Choice.Refused refused)
      throws IOException {
    Response.text(exchange, refused.status(), Response.TEXT, refused.reason() + "\n");
  }

  private void reload(HttpExchange exchange) throws IOException {
    try {
      sections.reload();
      Response.text(exchange, 200, Response.TEXT, "ok");
    } catch (ConfigurationException e) {
      Response.text(
          exchange,
          500,
          Response.TEXT,
          "not reloaded, the old configuration stays: " + e.getMessage() + "\n");
    }
  }

  private void ready(HttpExchange exchange) throws IOException {
    switch (readiness.now()) {
      case Scraped.Database.UP -> Response.text(exchange, 200, Response.TEXT, "ready\n");
      case Scraped.Database.DOWN ->
          Response.text(exchange, 503, Response.TEXT, "not ready: the database does not answer\n");
    }
  }
}
