package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.e2e.Authority.Issued;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two sidecars behind TLS, one with basic auth, one that wants a client certificate. All that lets
 * somebody in is replaced while a real Prometheus scrapes them, and no scrape fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecuredScrapeIT {
  private static final String NAME = "mysql-metrics";
  private static final String MUTUAL = "mutual";
  private static final List<String> JOBS = List.of("password", "certificate");
  private static final int BASIC_PORT = 9104;
  private static final int MUTUAL_PORT = 9105;
  private static final int SCRAPES = 2;

  /**
   * A user of the metrics.
   *
   * @param hash what bcrypt makes of the password, at cost 10
   */
  private record User(String name, String password, String hash) {
    String line() {
      return "  %s: %s\n".formatted(name, hash);
    }
  }

  private static final User FIRST =
      new User(
          "first",
          "first-password",
          "$2b$10$abcdefghijklmnopqrstuulCJPHt5oShMo/ZJsvmb5/OOKrvt76wC");
  private static final User SECOND =
      new User(
          "second",
          "second-password",
          "$2b$10$abcdefghijklmnopqrstuu2sC0Yhdg1fFDfz6LNrvitdSy544tOj6");

  private final Lab lab = new Lab("secured");
  private final Authority servers = new Authority("servers");
  private final Authority firstClients = new Authority("first");
  private final Authority secondClients = new Authority("second");
  private final Issued firstClient = firstClients.issue("first");
  private final Issued secondClient = secondClients.issue("second");
  private final Prometheus prometheus = new Prometheus(lab);
  // What the sidecars are told now.
  private Issued server = servers.issue(NAME);
  private String users = FIRST.line();
  private String authorities = firstClients.certificate();

  @BeforeAll
  void start() throws IOException {
    tellSidecars();
    lab.kubectl().run("apply", "--kustomize=src/test/resources/secured");
    lab.rolledOut();
    prometheus.start(files(FIRST, "first"));
    for (String job : JOBS) {
      Awaitility.await("Prometheus sees the database by " + job)
          .atMost(Lab.PATIENCE)
          .untilAsserted(
              () -> assertThat(prometheus.value("mysql_up{job=\"%s\"}".formatted(job))).isOne());
    }
  }

  @AfterAll
  void remove() {
    lab.close();
  }

  @Test
  @Order(1)
  void theServersCertificateIsReplaced() throws IOException {
    try (PortForward basic = forward(BASIC_PORT);
        PortForward mutual = forward(MUTUAL_PORT);
        Load withPassword = new Load(() -> client(FIRST).get(basic));
        Load withCertificate = new Load(() -> client(firstClient).get(mutual))) {
      withPassword.awaitStreak();
      withCertificate.awaitStreak();

      server = servers.issue(NAME);
      tellSidecars();
      awaitShown(client(FIRST), basic);
      awaitShown(client(firstClient), mutual);

      assertServed(withPassword);
      assertServed(withCertificate);
    }
    awaitScrapes();
  }

  /** A user has one password, so that a second user is there before the first one goes. */
  @Test
  @Order(2)
  void thePasswordIsReplacedByThatOfASecondUser() throws IOException {
    try (PortForward basic = forward(BASIC_PORT);
        Load withFirst = new Load(() -> client(FIRST).get(basic))) {
      withFirst.awaitStreak();

      users = FIRST.line() + SECOND.line();
      tellSidecars();
      awaitServed(client(SECOND), BASIC_PORT, true);
      prometheus.configure(files(SECOND, "first"), "username: second");
      assertServed(withFirst);
    }
    try (PortForward basic = forward(BASIC_PORT);
        Load withSecond = new Load(() -> client(SECOND).get(basic))) {
      users = SECOND.line();
      tellSidecars();
      awaitServed(client(FIRST), BASIC_PORT, false);

      assertServed(withSecond);
    }
    awaitScrapes();
  }

  /** Both authorities are good for a while, as the passwords of both users were. */
  @Test
  @Order(3)
  void theAuthorityOfClientsIsReplaced() throws IOException {
    try (PortForward mutual = forward(MUTUAL_PORT);
        Load withFirst = new Load(() -> client(firstClient).get(mutual))) {
      withFirst.awaitStreak();

      authorities = firstClients.certificate() + secondClients.certificate();
      tellSidecars();
      awaitServed(client(secondClient), MUTUAL_PORT, true);
      prometheus.configure(files(SECOND, "second"), "cert_file: /etc/prometheus/second.crt");
      assertServed(withFirst);
    }
    try (PortForward mutual = forward(MUTUAL_PORT);
        Load withSecond = new Load(() -> client(secondClient).get(mutual))) {
      authorities = secondClients.certificate();
      tellSidecars();
      awaitServed(client(firstClient), MUTUAL_PORT, false);

      assertServed(withSecond);
    }
    awaitScrapes();
  }

  @Test
  @Order(4)
  void noScrapeHasFailedAndAPrometheusThatStartsNowIsLetIn() throws IOException {
    for (String job : JOBS) {
      System.out.printf(
          "%s: %.0f scrapes, the slowest took %.2f s%n",
          job,
          prometheus.value("count_over_time(up{job=\"%s\"}[1h])".formatted(job)),
          prometheus.value(
              "max_over_time(scrape_duration_seconds{job=\"%s\"}[1h])".formatted(job)));
    }
    assertNoneFailed();
    prometheus.restart();
    awaitScrapes();
    assertNoneFailed();
    for (String container : List.of(Lab.SIDECAR, MUTUAL, Lab.MYSQL)) {
      assertThat(lab.restarts(container)).as(container).isZero();
    }
  }

  private void tellSidecars() {
    String tls = "tls_server_config:\n  cert_file: tls.crt\n  key_file: tls.key\n";
    lab.secret(
        "web",
        Map.of(
            "web.yml", tls + "basic_auth_users:\n" + users,
            "tls.crt", server.certificate(),
            "tls.key", server.key()));
    lab.secret(
        "mutual-web",
        Map.of(
            "web.yml",
            tls
                + "  client_auth_type: RequireAndVerifyClientCert\n"
                + "  client_ca_file: clients.crt\n",
            "tls.crt",
            server.certificate(),
            "tls.key",
            server.key(),
            "clients.crt",
            authorities));
    lab.hurryKubelet();
  }

  /** All that Prometheus is given. */
  private Map<String, String> files(User user, String certificate) {
    String ip = lab.pod().at("/status/podIP").asText();
    String configuration =
        """
        global:
          scrape_interval: 10s
          scrape_timeout: 10s
        scrape_configs:
          - job_name: password
            scheme: https
            basic_auth:
              username: %1$s
              password_file: %1$s
            tls_config:
              ca_file: servers.crt
              server_name: mysql-metrics
            static_configs:
              - targets: ["%2$s:9104"]
          - job_name: certificate
            scheme: https
            tls_config:
              ca_file: servers.crt
              server_name: mysql-metrics
              cert_file: %3$s.crt
              key_file: %3$s.key
            static_configs:
              - targets: ["%2$s:9105"]
        """
            .formatted(user.name(), ip, certificate);
    return Map.of(
        "prometheus.yml",
        configuration,
        "servers.crt",
        servers.certificate(),
        FIRST.name(),
        FIRST.password(),
        SECOND.name(),
        SECOND.password(),
        "first.crt",
        firstClient.certificate(),
        "first.key",
        firstClient.key(),
        "second.crt",
        secondClient.certificate(),
        "second.key",
        secondClient.key());
  }

  private void awaitShown(TlsClient client, PortForward forward) {
    Awaitility.await("the new certificate is shown")
        .atMost(Lab.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> client.shown(forward), server.x509()::equals);
  }

  /** By a connection of its own, which a refusal may end. */
  private void awaitServed(TlsClient client, int port, boolean served) {
    Awaitility.await("served: " + served)
        .atMost(Lab.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> {
          try (PortForward forward = forward(port)) {
            return client.isServed(forward) == served;
          }
        });
  }

  /** Waits for more scrapes of each job. */
  private void awaitScrapes() {
    for (String job : JOBS) {
      String count = "count_over_time(up{job=\"%s\"}[1h])".formatted(job);
      double before = prometheus.value(count);
      double goal = (Double.isNaN(before) ? 0 : before) + SCRAPES;
      Awaitility.await("scrapes by " + job)
          .atMost(Lab.PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(prometheus.value(count)).isGreaterThanOrEqualTo(goal));
    }
  }

  private void assertNoneFailed() {
    Map<String, Double> least = new TreeMap<>();
    for (String job : JOBS) {
      least.put(job, prometheus.value("min_over_time(up{job=\"%s\"}[1h])".formatted(job)));
    }
    assertThat(least).as("the least that up was").allSatisfy((job, up) -> assertThat(up).isOne());
  }

  private static void assertServed(Load load) {
    load.awaitStreak();
    assertThat(load.failures()).isEmpty();
  }

  private TlsClient client(User user) {
    return TlsClient.withPassword(servers.certificate(), user.name(), user.password());
  }

  private TlsClient client(Issued me) {
    return TlsClient.withCertificate(servers.certificate(), me);
  }

  private PortForward forward(int port) throws IOException {
    return PortForward.open(lab.kubectl(), lab.podName(), ":" + port);
  }
}
