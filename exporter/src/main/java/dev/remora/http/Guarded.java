package dev.remora.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.remora.log.Log;
import dev.remora.web.Admission;
import dev.remora.web.Web;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/** Lets in whom the web configuration file lets in; all paths alike. */
final class Guarded implements HttpHandler {
  private final Web web;
  private final HttpHandler inside;
  private final Log log;

  Guarded(Web web, HttpHandler inside, Log log) {
    this.web = web;
    this.inside = inside;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      String authorization =
          Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
      Admission admission = web.admit(authorization);
      for (Map.Entry<String, String> header : admission.headers().entrySet()) {
        exchange.getResponseHeaders().set(header.getKey(), header.getValue());
      }
      if (admission.ruling() == Admission.Ruling.ADMITTED) {
        inside.handle(exchange);
      } else {
        refuse(exchange, admission.ruling());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  private void refuse(HttpExchange exchange, Admission.Ruling ruling) {
    try (exchange) {
      switch (ruling) {
        case UNKNOWN -> {
          exchange.getResponseHeaders().set("WWW-Authenticate", "Basic");
          Response.text(exchange, 401, Response.TEXT, "Unauthorized\n");
        }
        case TOO_MANY -> Response.text(exchange, 429, Response.TEXT, "Too Many Requests\n");
        case UNDECIDED -> Response.text(exchange, 500, Response.TEXT, "Internal Server Error\n");
        case ADMITTED -> throw new IllegalArgumentException("who is let in is not sent away");
      }
    } catch (IOException e) {
      log.debug("Client went away", "client", exchange.getRemoteAddress(), "err", e);
    }
  }
}
