package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.DebianPackage;
import dev.remora.servers.Run;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The alerts of the Helm chart, as Prometheus evaluates them. */
class AlertsIT {
  @Test
  void areUnderstood() {
    Run run = promtool("check", "../deploy/helm/remora/files/rules.yaml");

    assertThat(run.exitCode()).as("%s", run.stderr()).isZero();
    assertThat(run.stdout()).anyMatch(line -> line.contains("SUCCESS: 10 rules found"));
  }

  @Test
  void fireWhenTheyShall() {
    Run run = promtool("test", "src/test/resources/alerts/alerts.yaml");

    assertThat(run.exitCode()).as("%s %s", run.stdout(), run.stderr()).isZero();
  }

  private static Run promtool(String verb, String file) {
    return Run.of(
        Duration.ofMinutes(2),
        DebianPackage.PROMETHEUS.file("usr/bin/promtool").toString(),
        verb,
        "rules",
        file);
  }
}
