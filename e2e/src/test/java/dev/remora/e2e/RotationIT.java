package dev.remora.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sidecar's password is replaced while it is being scraped, and nobody restarts it. */
class RotationIT {
  /** What of the sidecar's is a mounted Secret. */
  enum Mount {
    OPTION_FILE(Path.of("src/test/resources/rotation"), "mysql-exporter-my-cnf") {
      @Override
      Map<String, String> values(String password) {
        return Map.of(
            ".my.cnf",
            """
            [client]
            user = exporter
            password = %s
            host = 127.0.0.1
            """
                .formatted(password));
      }
    },
    PASSWORD_FILE(Images.KUSTOMIZE.resolve("variants/password-file"), "mysql-exporter") {
      @Override
      Map<String, String> values(String password) {
        return Map.of("password", password);
      }
    };

    private final Path manifests;
    private final String secret;

    Mount(Path manifests, String secret) {
      this.manifests = manifests;
      this.secret = secret;
    }

    abstract Map<String, String> values(String password);

    /** A laboratory of it. */
    Lab lab() {
      Lab lab = new Lab("rotation");
      lab.kubectl().run("apply", "--kustomize=" + manifests);
      lab.rolledOut();
      return lab;
    }
  }

  private static final String READ = "msg=\"Configuration read again\"";

  @ParameterizedTest
  @EnumSource
  void nobodyNoticesWhereBothPasswordsAreValidForAWhile(Mount mount) throws IOException {
    try (Lab lab = mount.lab();
        PortForward forward = forward(lab);
        Load load = load(lab, forward)) {
      load.awaitStreak();
      String process = process(lab);

      lab.sql("ALTER USER exporter@'%' IDENTIFIED BY 'the-next' RETAIN CURRENT PASSWORD;");
      lab.secret(mount.secret, mount.values("the-next"));
      lab.hurryKubelet();
      awaitReading(lab);
      lab.sql("ALTER USER exporter@'%' DISCARD OLD PASSWORD;");
      load.between(() -> endSessions(lab));
      load.awaitStreak();

      System.out.printf(
          "%s without a gap: %d pages, %d of them with mysql_up 0%n",
          mount, load.pages(), load.down());
      assertThat(load.failures()).isEmpty();
      assertThat(load.down()).isZero();
      assertThat(process(lab)).isEqualTo(process);
      assertThat(lab.log()).doesNotContain("the-next");
    }
  }

  /** The plain way: sessions that are open go on, so that a gap begins only when they end. */
  @ParameterizedTest
  @EnumSource
  void aGapEndsWithTheSecretAndCostsOneLoginPerScrape(Mount mount) throws IOException {
    try (Lab lab = mount.lab();
        PortForward forward = forward(lab);
        Load load = load(lab, forward)) {
      load.awaitStreak();
      String process = process(lab);
      long denied = denied(lab);

      lab.sql("ALTER USER exporter@'%' IDENTIFIED BY 'the-next';");
      load.awaitStreak();
      assertThat(load.down()).as("as long as sessions are open").isZero();
      load.between(() -> endSessions(lab));
      load.awaitDown(5);
      lab.secret(mount.secret, mount.values("the-next"));
      lab.hurryKubelet();
      load.awaitStreak();

      long more = denied(lab) - denied;
      System.out.printf(
          "%s with a gap: %d pages, %d of them with mysql_up 0, %d logins refused%n",
          mount, load.pages(), load.down(), more);
      assertThat(load.failures()).isEmpty();
      assertThat(more).isBetween(1L, (long) load.down());
      assertThat(process(lab)).isEqualTo(process);
      assertThat(lab.log()).doesNotContain("the-next");
    }
  }

  /** Scrapes that begin when the database answers. */
  private static Load load(Lab lab, PortForward forward) {
    lab.awaitUp(forward);
    return new Load(() -> forward.get("/metrics", "identity"));
  }

  /** Which process it is; another one after any restart. */
  private static String process(Lab lab) {
    assertThat(lab.restarts(Lab.SIDECAR)).isZero();
    return lab.status(Lab.SIDECAR).path("containerID").asText();
  }

  private static void awaitReading(Lab lab) {
    Awaitility.await("the sidecar has the new password")
        .atMost(Lab.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() ->
            lab.log()
                .lines()
                .anyMatch(line -> line.contains(READ) && line.contains("changed=true")));
  }

  private static long denied(Lab lab) {
    return Long.parseLong(
        lab.sql(
                """
                SELECT SUM_ERROR_RAISED
                FROM performance_schema.events_errors_summary_global_by_error
                WHERE ERROR_NAME = 'ER_ACCESS_DENIED_ERROR';
                """)
            .strip());
  }

  private static void endSessions(Lab lab) {
    String kills =
        lab.sql(
            """
            SELECT CONCAT('KILL ', ID, ';')
            FROM information_schema.PROCESSLIST
            WHERE USER = 'exporter';
            """);
    assertThat(kills).contains("KILL");
    lab.sql(kills);
  }

  private static PortForward forward(Lab lab) throws IOException {
    return PortForward.open(lab.kubectl(), lab.podName(), ":9104");
  }
}
