package dev.remora.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.remora.serving.Punctual;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;

/** The server for encrypted connections. Handshakes are done by whoever reads the request. */
final class Encrypted extends HttpsConfigurator {
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private Encrypted(SSLContext context) {
    super(context);
  }

  /**
   * A server that is bound.
   *
   * @param exchanges what runs its exchanges
   */
  static HttpServer server(
      InetSocketAddress address, int backlog, SSLContext context, Executor exchanges)
      throws IOException {
    HttpsServer server = HttpsServer.create(address, backlog);
    Duration limit = limit(Duration.ofSeconds(Long.getLong("sun.net.httpserver.maxRspTime", 90)));
    server.setExecutor(limit.isPositive() ? new Punctual(exchanges, limit) : exchanges);
    server.setHttpsConfigurator(new Encrypted(context));
    return server;
  }

  /** A moment before the server itself would end an answer; without end where it does not. */
  static Duration limit(Duration server) {
    Duration half = server.dividedBy(2);
    Duration before = server.minus(MOMENT);
    return before.compareTo(half) > 0 ? before : half;
  }

  /** Nothing: the context has set up each engine already. */
  @Override
  public void configure(HttpsParameters parameters) {}
}
