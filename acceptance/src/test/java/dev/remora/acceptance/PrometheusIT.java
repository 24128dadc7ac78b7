package dev.remora.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.remora.servers.Account;
import dev.remora.servers.Await;
import dev.remora.servers.DatabaseServer;
import dev.remora.servers.ExporterProcess;
import dev.remora.servers.Program;
import dev.remora.servers.ServerKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A real Prometheus scrapes for a minute, beside the other tests and on a server of its own. */
@Execution(ExecutionMode.CONCURRENT)
class PrometheusIT {
  private static final int SCRAPES_IN_CI = 20;
  private static final int SCRAPES_ELSEWHERE = 5;
  private static final Duration LEEWAY = Duration.ofMinutes(1);

  @RegisterExtension final Exporters exporters = new Exporters();

  @Test
  void scrapesWithoutAnError() {
    DatabaseServer server = exporters.closeLater(DatabaseServer.start(ServerKind.MYSQL_8_0));
    Account account = server.account("exporter");
    ExporterProcess exporter =
        exporters.start(Program.remora().watching(server.address(), account), server);
    int scrapes =
        Integer.getInteger(
            "remora.prometheus.scrapes",
            "true".equals(System.getenv("CI")) ? SCRAPES_IN_CI : SCRAPES_ELSEWHERE);

    try (PrometheusServer prometheus = PrometheusServer.scraping(exporter)) {
      Await.until(
          PrometheusServer.INTERVAL.multipliedBy(scrapes).plus(LEEWAY),
          () -> prometheus.query("sum_over_time(mysql_up[5m])").orElse(0) >= scrapes,
          () -> scrapes + " scrapes:\n" + prometheus.targets() + "\n" + prometheus.log());

      // One that a slow machine keeps from ending in time says nothing of the exporter.
      assertThat(prometheus.failures()).as("%s", exporter.log()).isEmpty();
      assertThat(prometheus.log().lines())
          .noneMatch(line -> line.contains("scrape") && line.matches(".*level=(warn|error).*"));
    }
  }
}
