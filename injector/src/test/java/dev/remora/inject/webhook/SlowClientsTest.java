package dev.remora.inject.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.plan.Names;
import dev.remora.inject.plan.Settings;
import dev.remora.log.Written;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reviews are answered while others hold connections and send little or nothing by them. */
class SlowClientsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // None of the clients that only hold room is cut off while the others are served.
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String JSON = "application/json";
  private static final String REVIEW = Reviews.of(Reviews.mysql(Map.of(Names.INJECT, "true")));
  private static final String LARGE = REVIEW + " ".repeat(Room.SMALL_BYTES);

  private final Written written = new Written();
  private final Metrics metrics = new Metrics("0.1.0");
  private final Presented presented = new Presented(metrics, Clock.systemUTC());
  private final Authority.Issued issued = issue();
  private final Server server = start();
  private final Caller caller = Caller.of(server);
  private final List<SSLSocket> slow = new ArrayList<>();

  private static Authority.Issued issue() {
    try {
      return Authority.issue("localhost", Instant.now(), Duration.ofDays(1));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Server start() {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return Server.start(
          new Server.Addresses(any, any),
          LIMIT,
          new Reviewer(Settings.defaults("0.1.0", "remora:0.1.0"), Set.of()),
          presented,
          metrics,
          written.log());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void present() throws Exception {
    presented.replace(Identity.parse(issued.certificate(), issued.key()));
  }

  @AfterEach
  void end() throws IOException {
    for (SSLSocket each : slow) {
      each.close();
    }
    server.close();
  }

  private SSLContext trusting() throws Exception {
    return Caller.trusting(issued.authority());
  }

  private SSLSocket begin(int length, String beginning) throws Exception {
    SSLSocket socket = caller.begin(trusting(), length, beginning);
    slow.add(socket);
    return socket;
  }

  @Test
  void whoOnlyAnnouncesHoldsNoRoom() throws Exception {
    for (int i = 0; i < 20; i++) {
      begin(Body.MOST_BYTES, i % 2 == 0 ? "" : "{");
    }

    assertThat(caller.post(trusting(), REVIEW, JSON).statusCode()).isEqualTo(200);
    assertThat(caller.post(trusting(), LARGE, JSON).statusCode()).isEqualTo(200);
  }

  @Test
  void aLargeBodyThatWaitsHoldsUpNoSmallOne() throws Exception {
    begin(Body.MOST_BYTES, LARGE);
    begin(Body.MOST_BYTES, LARGE);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<HttpResponse<String>> large = other.submit(() -> caller.post(trusting(), LARGE, JSON));

      for (int i = 0; i < 20; i++) {
        assertThat(caller.post(trusting(), REVIEW, JSON).statusCode()).isEqualTo(200);
      }
      assertThat(large.get().statusCode()).isIn(200, 503);
    }
  }

  @Test
  void whoTakesTooLongIsCutOff() throws Exception {
    SSLSocket socket = begin(REVIEW.length(), REVIEW.substring(1));
    socket.setSoTimeout((int) PATIENCE.toMillis());

    assertThat(end(socket)).isTrue();
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(caller.get("/metrics").body())
                .contains("\nremora_webhook_refused_requests_total 1\n"));
  }

  /** Whether it was closed by the other side without an answer. */
  private static boolean end(SSLSocket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
