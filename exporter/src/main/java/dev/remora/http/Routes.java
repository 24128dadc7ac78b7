package dev.remora.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.remora.exposition.TextFormat;
import dev.remora.log.Log;
import dev.remora.metric.Page;
import dev.remora.mysql.Deadline;
import dev.remora.scrape.Scraped;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which path answers what. */
final class Routes implements HttpHandler {
  private final String telemetryPath;
  private final MetricsPage metrics;
  private final Readiness readiness;
  private final ScrapeTimeout timeout;
  private final String landingPage;
  private final Log log;

  Routes(
      String telemetryPath,
      MetricsPage metrics,
      Readiness readiness,
      ScrapeTimeout timeout,
      String landingPage,
      Log log) {
    this.telemetryPath = telemetryPath;
    this.metrics = metrics;
    this.readiness = readiness;
    this.timeout = timeout;
    this.landingPage = landingPage;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        Response.text(exchange, 405, Response.TEXT, "405 method not allowed: use GET\n");
      } else {
        route(exchange);
      }
    } catch (IOException e) {
      // The client hung up; there is nobody to tell.
      log.debug("Client went away", "client", exchange.getRemoteAddress(), "err", e);
    } catch (RuntimeException e) {
      log.error("Fault while answering", "path", exchange.getRequestURI().getPath(), "err", e);
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals(telemetryPath)) {
      scrape(exchange);
      return;
    }
    switch (path) {
      case "/" -> Response.text(exchange, 200, Response.HTML, landingPage);
      case "/-/healthy" -> Response.text(exchange, 200, Response.TEXT, "healthy\n");
      case "/-/ready" -> ready(exchange);
      default -> Response.text(exchange, 404, Response.TEXT, "404 page not found\n");
    }
  }

  private void scrape(HttpExchange exchange) throws IOException {
    String header = exchange.getRequestHeaders().getFirst(ScrapeTimeout.HEADER);
    Deadline deadline = timeout.deadline(Optional.ofNullable(header).orElse(""));
    Set<String> names =
        new HashSet<>(Query.values(exchange.getRequestURI().getRawQuery(), "collect[]"));
    Page page = metrics.scrape(names, deadline, Peer.of(exchange));
    if (page.dropped() > 0) {
      log.warn("Samples left out: another collector has their family", "count", page.dropped());
    }
    Response.stream(exchange, TextFormat.CONTENT_TYPE, out -> TextFormat.write(page, out));
  }

  private void ready(HttpExchange exchange) throws IOException {
    switch (readiness.now()) {
      case Scraped.Database.UP -> Response.text(exchange, 200, Response.TEXT, "ready\n");
      case Scraped.Database.DOWN ->
          Response.text(exchange, 503, Response.TEXT, "not ready: the database does not answer\n");
    }
  }
}
