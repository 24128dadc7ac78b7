package dev.remora.inject.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.inject.plan.Names;
import dev.remora.inject.plan.Settings;
import dev.remora.log.Written;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server from outside, by TLS, as an API server calls it. */
class ServerTest {
  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> ASKED = Map.of(Names.INJECT, "true");

  @TempDir private Path folder = Path.of("");
  private final Written written = new Written();
  private final Metrics metrics = new Metrics("0.1.0");
  private final Presented presented = new Presented(metrics, Clock.systemUTC());
  private Server server = start();

  private Server start() {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return Server.start(
          new Server.Addresses(any, any),
          PATIENCE,
          new Reviewer(Settings.defaults("0.1.0", "remora:0.1.0"), Set.of("kube-system")),
          presented,
          metrics,
          written.log());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void theServerIsThere() {
    assertThat(server.reviewsPort()).isPositive();
  }

  @AfterEach
  void end() {
    server.close();
  }

  /** Writes a new certificate as cert-manager would; the authority to trust. */
  private String renew() throws Exception {
    Authority.Issued issued = Authority.issue("localhost", Instant.now(), LIFETIME);
    Files.writeString(folder.resolve("tls.crt"), issued.certificate());
    Files.writeString(folder.resolve("tls.key"), issued.key());
    return issued.authority();
  }

  private MountedCertificates mounted() {
    return new MountedCertificates(
        folder.resolve("tls.crt"), folder.resolve("tls.key"), written.log());
  }

  @Test
  void answersAReview() throws Exception {
    String authority = renew();
    mounted().refresh(presented);

    HttpResponse<String> answer =
        post(authority, Reviews.of(Reviews.mysql(ASKED)), "application/json");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(Reviews.operations(answer.body())).isNotEmpty();
    assertThat(page("/metrics"))
        .contains(
            "\nremora_webhook_requests_total 1\n",
            "\nremora_webhook_injections_total 1\n",
            "\nremora_webhook_duration_seconds_count 1\n");
    assertThat(written.text()).contains("msg=Injected namespace=lab");
  }

  @Test
  void aSkipIsInMetricAndLog() throws Exception {
    String authority = renew();
    mounted().refresh(presented);

    post(authority, Reviews.of(Reviews.secretive(ASKED)), "application/json; charset=utf-8");

    assertThat(page("/metrics"))
        .contains("\nremora_webhook_skips_total{reason=\"needs_credentials\"} 1\n");
    assertThat(written.text())
        .contains("msg=\"Not injected\" namespace=lab pod=mysql- reason=needs_credentials");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, {, 400",
    "application/json, '', 400",
    "application/json, {}, 400",
    "text/plain, {}, 415",
    "application/yaml, {}, 415",
  })
  void whatIsNoReviewIsRefused(String type, String body, int status) throws Exception {
    String authority = renew();
    mounted().refresh(presented);

    assertThat(post(authority, body, type).statusCode()).isEqualTo(status);
    assertThat(page("/metrics")).contains("\nremora_webhook_refused_requests_total 1\n");
  }

  @Test
  void whatIsTooLongIsNotRead() throws Exception {
    String authority = renew();
    mounted().refresh(presented);
    String review = Reviews.of(Reviews.mysql(ASKED));
    String blanks = " ".repeat(Body.MOST_BYTES);

    assertThat(post(authority, review + blanks, "application/json").statusCode()).isEqualTo(413);
    assertThat(post(authority, review + blanks.substring(review.length()), "application/json"))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(200);
  }

  @Test
  void aReviewThatCannotBeReadIsAllowed() throws Exception {
    String authority = renew();
    mounted().refresh(presented);
    String many =
        Reviews.of(Reviews.mysql(ASKED)).replace("\"mysql\"", "[" + "0,".repeat(200_000) + "0]");

    HttpResponse<String> answer = post(authority, many, "application/json");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Reviews.response(answer.body()).get("allowed")).isEqualTo(true);
    assertThat(page("/metrics")).contains("\nremora_webhook_errors_total 1\n");
  }

  @Test
  void isReadyWithAValidCertificate() throws Exception {
    assertThat(get("/-/ready").statusCode()).isEqualTo(503);
    assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
    renew();
    mounted().refresh(presented);

    assertThat(get("/-/ready").statusCode()).isEqualTo(200);
    long end = presented.now().orElseThrow().end().getEpochSecond();
    assertThat(page("/metrics"))
        .contains("\nremora_webhook_certificate_expiry_timestamp_seconds " + end + "\n");
  }

  /** One of the two files may be of yesterday for a moment. */
  @Test
  void aKeyThatDoesNotFitIsNotPresented() throws Exception {
    renew();
    MountedCertificates certificates = mounted();
    certificates.refresh(presented);
    Identity before = presented.now().orElseThrow();
    String key = Files.readString(folder.resolve("tls.key"));
    renew();
    String next = Files.readString(folder.resolve("tls.key"));
    Files.writeString(folder.resolve("tls.key"), key);

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> certificates.refresh(presented))
        .hasMessageContaining("not that of the certificate");
    assertThat(presented.now()).contains(before);

    Files.writeString(folder.resolve("tls.key"), next);
    certificates.refresh(presented);
    assertThat(presented.now()).isNotEqualTo(java.util.Optional.of(before));
  }

  /** Each call with a handshake of its own, while the certificate is replaced again and again. */
  @Test
  void noCallIsLostWhileCertificatesAreReplaced() throws Exception {
    List<String> authorities = new ArrayList<>();
    authorities.add(renew());
    MountedCertificates certificates = mounted();
    certificates.refresh(presented);
    List<Authority.Issued> next = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      next.add(Authority.issue("localhost", Instant.now(), LIFETIME));
      authorities.add(next.getLast().authority());
    }
    SSLContext trusting = Caller.trusting(String.join("", authorities));
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger calls = new AtomicInteger();

    try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
      Future<?> caller =
          callers.submit(() -> {
            while (!over.get()) {
              HttpResponse<String> answer =
                  post(trusting, Reviews.of(Reviews.mysql(ASKED)), "application/json");
              assertThat(answer.statusCode()).isEqualTo(200);
              calls.incrementAndGet();
            }
            return calls;
          });
      for (Authority.Issued issued : next) {
        int seen = calls.get();
        Files.writeString(folder.resolve("tls.crt"), issued.certificate());
        Files.writeString(folder.resolve("tls.key"), issued.key());
        certificates.refresh(presented);
        Awaitility.await().atMost(PATIENCE).until(() -> calls.get() >= seen + 2 || caller.isDone());
      }
      over.set(true);
      caller.get();
    }

    assertThat(calls.get()).isGreaterThanOrEqualTo(40);
    assertThat(presented.now().orElseThrow().own())
        .isEqualTo(Identity.certificates(next.getLast().certificate()).getFirst());
  }

  @Test
  void whoEndsIsNotReadyButAnswers() throws Exception {
    String authority = renew();
    mounted().refresh(presented);
    try (ExecutorService ender = Executors.newSingleThreadExecutor()) {
      var _ =
          ender.submit(() -> {
            server.end(Duration.ofMinutes(1));
            return "";
          });
      Awaitility.await().atMost(PATIENCE).until(() -> get("/-/ready").statusCode() == 503);

      HttpResponse<String> answer =
          post(authority, Reviews.of(Reviews.mysql(ASKED)), "application/json");

      assertThat(answer.statusCode()).isEqualTo(200);
      ender.shutdownNow();
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return Caller.of(server).get(path);
  }

  private String page(String path) throws Exception {
    return get(path).body();
  }

  private HttpResponse<String> post(String authority, String body, String type) throws Exception {
    return post(Caller.trusting(authority), body, type);
  }

  private HttpResponse<String> post(SSLContext trusting, String body, String type)
      throws Exception {
    return Caller.of(server).post(trusting, body, type);
  }
}
