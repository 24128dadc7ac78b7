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
  private static final int SCRAPES_IN_CI = 60;
  private static final int SCRAPES_ELSEWHERE = 15;
  private static final Duration LEEWAY = Duration.ofSeconds(20);

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
          Duration.ofSeconds(scrapes).plus(LEEWAY),
          () -> prometheus.query("count_over_time(up[5m])").orElse(0) >= scrapes,
          () -> scrapes + " scrapes:\n" + prometheus.targets() + "\n" + prometheus.log());

      assertThat(prometheus.query("min_over_time(up[5m])"))
          .as("%s%n%s", prometheus.targets(), String.join("\n", exporter.log()))
          .hasValue(1);
      assertThat(prometheus.query("min_over_time(scrape_samples_scraped[5m])").orElse(0))
          .isGreaterThan(0);
      assertThat(prometheus.query("min_over_time(mysql_up[5m])")).hasValue(1);
      assertThat(prometheus.targets()).contains("\"lastError\":\"\"");
      assertThat(prometheus.log().lines())
          .noneMatch(line -> line.contains("scrape") && line.matches(".*level=(warn|error).*"));
    }
  }
}
